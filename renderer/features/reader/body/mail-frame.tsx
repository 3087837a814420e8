import { useMemo, useState } from 'react';
import type { OpenMessage } from '../../../../contract/messages.ts';
import { useText } from '../../../lib/words/text.ts';
import { attend } from './attend-frame.ts';
import { hostOf } from './link-host.ts';
import { Links } from './links.tsx';
import { LinkQuestion } from './link-question.tsx';
import { ImagesBar } from './images-bar.tsx';
import { sanitiseMail } from './sanitise.ts';
import { useAutomaticImages, useImages } from './use-images.ts';
import { useLinks } from './use-links.ts';
import styles from './body.module.css';

/**
 * A mail's HTML in a frame that can neither run nor load anything. It fills the column and scrolls inside. The frame is of our
 * origin only so that clicks and keys in it can be heard: no script runs in it, by its sandbox and by its policy.
 */
export function MailFrame({ mail, html }: { readonly mail: OpenMessage; readonly html: string }) {
  const { t } = useText();
  const images = useImages(mail);
  const quoted = t('mail.quoted');
  const safe = useMemo(
    () => sanitiseMail(html, mail.inlineImages, { fetched: images.fetched, quoted }),
    [html, mail.inlineImages, images.fetched, quoted],
  );
  useAutomaticImages(mail, images, safe.images);
  const links = useLinks(safe.links);
  const [pointedAt, setPointedAt] = useState<number | null>(null);
  const pointed = pointedAt === null ? undefined : safe.links[pointedAt];
  const warned = pointedAt !== null && (links.warnings[pointedAt]?.length ?? 0) > 0;
  return (
    <>
      <div className={styles.guard}>
        <ImagesBar safe={safe} images={images} sender={mail.from.address} />
        <span className={styles.spring} />
        {safe.links.length > 0 && <Links links={safe.links} onOpen={links.open} />}
      </div>
      {safe.cut && <p className={styles.small}>{t('mail.cut')}</p>}
      <div className={styles.frameBox}>
        <iframe
          key={mail.id}
          className={styles.frame}
          sandbox="allow-same-origin"
          srcDoc={safe.document}
          title={t('mail.body')}
          referrerPolicy="no-referrer"
          onLoad={({ currentTarget }) => attend(currentTarget, { point: setPointedAt, open: links.open })}
          data-testid="mail-frame"
        />
        {pointed !== undefined && (
          <p className={styles.leadsTo} data-warned={warned} role="status" data-testid="leads-to">
            {t('mail.leadsTo', { host: hostOf(pointed.url) })}
            {warned && ` · ${t('link.caution')}`}
          </p>
        )}
      </div>
      <LinkQuestion links={links} />
    </>
  );
}
