import { SegmentedControl } from '@mantine/core';
import type { OpenMessage } from '../../../contract/messages.ts';
import { useText } from '../../lib/words/text.ts';
import { useReader, type Face } from './reader-slice.ts';

/** The mail as designed, as plain text, or its header fields. */
export function FaceSwitch({ mail }: { readonly mail: OpenMessage }) {
  const { t } = useText();
  const face = useReader((state) => state.face);
  const turn = useReader((state) => state.turn);
  const faces: Face[] = mail.html === null ? ['text', 'headers'] : ['html', 'text', 'headers'];
  return (
    <SegmentedControl<Face>
      size="xs"
      aria-label={t('mail.face.label')}
      data={faces.map((value) => ({ value, label: t(`mail.face.${value}`) }))}
      value={face}
      onChange={turn}
    />
  );
}
