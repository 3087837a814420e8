/** What is known of a picture from its first bytes. */
export interface Picture {
  readonly mimeType: string;
  /** Pixels; null where the format does not say it near its beginning. */
  readonly width: number | null;
  readonly height: number | null;
}

/**
 * Tells the kind of a picture by its bytes, never by what the server says of it; null for whatever is no picture made of
 * pixels: SVG is a document that can name others, and is never one of these.
 */
export function readPicture(bytes: Uint8Array): Picture | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64));
  const text = buffer.toString('latin1');
  if (text.startsWith('\x89PNG\r\n\x1a\n') && buffer.length >= 24)
    return { mimeType: 'image/png', width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) };
  if (/^GIF8[79]a/.test(text) && buffer.length >= 10)
    return { mimeType: 'image/gif', width: buffer.readUInt16LE(6), height: buffer.readUInt16LE(8) };
  if (text.startsWith('\xff\xd8\xff')) return unmeasured('image/jpeg');
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return unmeasured('image/webp');
  if (/^ftypavi[fs]/.test(text.slice(4, 12))) return unmeasured('image/avif');
  return null;
}

function unmeasured(mimeType: string): Picture {
  return { mimeType, width: null, height: null };
}

/** A pixel or two are no picture: they tell the sender that the mail was opened. */
export function isTracker({ width, height }: Picture): boolean {
  return width !== null && height !== null && width <= 2 && height <= 2;
}
