const LF = 0x0a;
const CR = 0x0d;
const EQUALS = 0x3d;

/** Decodes a part's bytes by its Content-Transfer-Encoding (RFC 2045 §6), line ends brought to LF except in base64. */
export function decodeBody(body: Buffer, encoding: string): Buffer {
  switch (encoding) {
    case 'base64':
      return Buffer.from(base64Text(body), 'base64');
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    default:
      return withLineFeeds(body);
  }
}

// Node reads the URL alphabet too; in mail its characters are as foreign as any other (RFC 2045 §6.8).
function base64Text(body: Buffer): string {
  const text = body.toString('latin1');
  return /[-_]/.test(text) ? text.replace(/[-_]/g, '') : text;
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  if (!body.includes(EQUALS)) return withLineFeeds(body);
  const out = Buffer.allocUnsafe(body.length + 1);
  let length = 0;
  let soft = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    soft = false;
    if (byte === EQUALS) {
      const end = lineEnd(body, at + 1);
      if (end >= 0) {
        // A soft line break: neither the sign nor the line end is part of the text.
        soft = true;
        at = end;
        continue;
      }
      const high = nibble(body[at + 1]);
      const low = nibble(body[at + 2]);
      if (high >= 0 && low >= 0) {
        out[length++] = high * 16 + low;
        at += 2;
        continue;
      }
    } else if (byte === CR) {
      const end = lineEnd(body, at);
      if (end >= 0) {
        if (end < body.length) out[length++] = LF;
        at = end;
        continue;
      }
      // No line end: all of the run is text, and need not be looked at again.
      while (body[at + 1] === CR) {
        out[length++] = CR;
        at += 1;
      }
    }
    out[length++] = byte;
  }
  if (!soft && body.length > 0 && body[body.length - 1] !== LF) out[length++] = LF;
  return out.subarray(0, length);
}

/** Where the line feed is when only carriage returns stand before it (the length for the end of the part); else -1. */
function lineEnd(body: Buffer, from: number): number {
  let at = from;
  while (body[at] === CR) at += 1;
  return at === body.length || body[at] === LF ? at : -1;
}

function nibble(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1;
}

// Each run of carriage returns is looked at once: those that end no line stay.
function unixText(text: string): string {
  return text.replace(/\r+(\n)?/g, (run: string, lineFeed: string | undefined, at: number) => {
    if (lineFeed !== undefined) return lineFeed;
    return at + run.length === text.length ? '' : run;
  });
}

function withLineFeeds(body: Buffer): Buffer {
  const text = body.includes(CR) ? unixText(body.toString('latin1')) : null;
  const unix = text === null ? body : Buffer.from(text, 'latin1');
  if (body.length === 0 || body[body.length - 1] === LF) return unix;
  return Buffer.concat([unix, Buffer.of(LF)]);
}
