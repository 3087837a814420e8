import { Button, Loader } from '@mantine/core';
import { IconPhotoOff } from '@tabler/icons-react';
import { useText } from '../../../lib/words/text.ts';
import type { SafeMail } from './sanitise.ts';
import type { RemoteImages } from './use-images.ts';
import styles from './body.module.css';

interface Props {
  readonly safe: SafeMail;
  readonly images: RemoteImages;
  readonly sender: string;
}

/** Says quietly what of the mail was left out, and offers its pictures. */
export function ImagesBar({ safe, images, sender }: Props) {
  const { t } = useText();
  const trackers = safe.trackers + images.trackers;
  const offered = images.state !== 'shown' && safe.images.length > 0;
  return (
    <span className={styles.images} role="status" data-testid="images-bar" data-state={images.state}>
      {offered && (
        <>
          <IconPhotoOff size={14} aria-hidden="true" />
          {t('mail.images.hidden')}
          {images.state === 'coming' ? (
            <Loader size={14} role="img" aria-label={t('mail.images.coming')} />
          ) : (
            <>
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={() => void images.show(safe.images, false)}
                data-testid="images-once"
              >
                {t('mail.images.once')}
              </Button>
              <Button
                variant="subtle"
                size="compact-xs"
                title={sender}
                onClick={() => void images.show(safe.images, true)}
                data-testid="images-always"
              >
                {t('mail.images.always')}
              </Button>
            </>
          )}
        </>
      )}
      {!offered && images.failed > 0 && <span>{t('mail.images.failed', { count: images.failed })}</span>}
      {!offered && images.state !== 'shown' && safe.blocked > 0 && (
        <span data-testid="blocked-images">{t('mail.blocked', { count: safe.blocked })}</span>
      )}
      {trackers > 0 && <span data-testid="trackers">{t('mail.images.trackers', { count: trackers })}</span>}
    </span>
  );
}
