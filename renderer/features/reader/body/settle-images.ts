const SAFE_DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp|bmp|avif)[;,]/i;
/** A size, opacity or place that nobody can see. */
const UNSEEN =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0*\.?0*\s*(?:;|$|!)|(?:max-)?(?:width|height)\s*:\s*[0-2](?:\.\d+)?(?:px)?\s*(?:;|$|!))/i;

/** Whether an address leads out of the mail. */
export function hostedElsewhere(url: string): boolean {
  return /^\s*(?:https?:)?\/\//i.test(url);
}

/** Puts in the pictures that are there, and notes those that are not. */
export class Images {
  /** Pictures that could be fetched. */
  readonly wanted = new Set<string>();
  readonly trackers = new Set<string>();

  readonly #inline: Readonly<Record<string, string>>;
  readonly #fetched: Readonly<Record<string, string>>;
  readonly #remote: Set<string>;

  /** `inline`: data URLs by Content-ID; `fetched`: data URLs by address; `remote` gets all that is left out. */
  constructor(
    inline: Readonly<Record<string, string>>,
    fetched: Readonly<Record<string, string>>,
    remote: Set<string>,
  ) {
    this.#inline = inline;
    this.#fetched = fetched;
    this.#remote = remote;
  }

  settle(image: Element): void {
    const source = (image.getAttribute('src') ?? '').trim();
    image.removeAttribute('src');
    const found = this.#find(source, image);
    if (found !== undefined && SAFE_DATA_IMAGE.test(found)) {
      image.setAttribute('src', found);
      return;
    }
    // A box of the size of what was left out would be a hole in the text.
    const text = image.ownerDocument.createElement('span');
    text.textContent = image.getAttribute('alt')?.trim() ?? '';
    // Its colour was chosen for what is behind it: a white logo's text would not be read in black.
    if (image instanceof HTMLElement) text.style.color = image.style.color;
    image.replaceWith(text);
  }

  #find(source: string, image: Element): string | undefined {
    if (/^data:/i.test(source)) return source;
    if (/^cid:/i.test(source)) return this.#inline[decodeId(source.slice(4))];
    if (!hostedElsewhere(source)) return undefined;
    if (isUnseen(image)) {
      this.trackers.add(source);
      return undefined;
    }
    const known = this.#fetched[source];
    if (known !== undefined) return known;
    this.#remote.add(source);
    if (/^https:/i.test(source)) this.wanted.add(source);
    return undefined;
  }
}

/** A picture whose size or style says that it is not to be seen. */
function isUnseen(image: Element): boolean {
  const small = (name: string): boolean =>
    /^\s*[0-2](?:\.\d+)?(?:px)?\s*$/i.test(image.getAttribute(name) ?? '');
  return (
    (small('width') && small('height')) ||
    image.hasAttribute('hidden') ||
    UNSEEN.test(image.getAttribute('style') ?? '')
  );
}

function decodeId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
