import type { Attachment } from 'postal-mime';

/** An image that the HTML shows by its Content-ID (RFC 2392): part of the text, not something to save. */
export function isShownInline(attachment: Attachment): boolean {
  return (
    attachment.related === true &&
    attachment.contentId !== undefined &&
    attachment.disposition !== 'attachment' &&
    attachment.mimeType.startsWith('image/')
  );
}
