import type { Attachment } from 'postal-mime';
import type { AttachmentInfo } from '../../../contract/mail.ts';
import { isShownInline } from './attachments.ts';
import { cleanLine } from './clean.ts';
import { readMail } from './parse.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** A whole mail as the reading pane needs it. */
export interface FullMail {
  /** Addresses, subject, date, decoded header fields, `unreadable`. */
  readonly mail: ParsedMail;
  /** As sent: not sanitised. */
  readonly html: string | null;
  readonly text: string;
  readonly attachments: readonly (AttachmentInfo & { readonly bytes: Uint8Array })[];
  /** By Content-ID without angle brackets, as data URLs. */
  readonly inlineImages: Readonly<Record<string, string>>;
}

/** Reads a whole mail for showing. Never throws: an unreadable mail shows its raw text and says why. */
export async function readFull(
  source: Uint8Array,
  delivery: { readonly internalDate: number },
): Promise<FullMail> {
  const { mail, parts } = await readMail(source, { ...delivery, size: source.length, truncated: false });
  if (parts === null) return { mail, html: null, text: mail.text, attachments: [], inlineImages: {} };
  const inline = parts.attachments.filter(isShownInline);
  return {
    mail,
    html: parts.html ?? null,
    text: parts.text?.replaceAll('\r\n', '\n') ?? mail.text,
    attachments: parts.attachments
      .filter((attachment) => !isShownInline(attachment))
      .map((attachment, index) => ({
        index,
        filename: cleanLine(attachment.filename ?? '', 255),
        mimeType: attachment.mimeType,
        size: bytesOf(attachment).length,
        bytes: bytesOf(attachment),
      })),
    inlineImages: Object.fromEntries(inline.map((image) => [contentId(image), dataUrl(image)])),
  };
}

function contentId(attachment: Attachment): string {
  return (attachment.contentId ?? '').replace(/^<|>$/g, '');
}

function dataUrl(attachment: Attachment): string {
  return `data:${attachment.mimeType};base64,${Buffer.from(bytesOf(attachment)).toString('base64')}`;
}

function bytesOf(attachment: Attachment): Uint8Array {
  const { content } = attachment;
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
