import type { OpenMessage } from '../../../../contract/messages.ts';
import type { Face } from '../reader-slice.ts';
import { HeaderList } from './header-list.tsx';
import { MailFrame } from './mail-frame.tsx';
import { PlainText } from './plain-text.tsx';

/** The mail itself, in the form that the person chose. */
export function MailBody({ mail, face }: { readonly mail: OpenMessage; readonly face: Face }) {
  if (face === 'html' && mail.html !== null) return <MailFrame key={mail.id} mail={mail} html={mail.html} />;
  if (face === 'headers') return <HeaderList headers={mail.headers} />;
  return <PlainText key={mail.id} text={mail.text} />;
}
