/** Making one takes a hundred times as long as using it, and a list uses four a row. */
const made = new Map<string, unknown>();
/** A computer travels: the time zone of a format is that of the moment when it was made. */
const KEPT_MS = 60_000;
let since = -Infinity;

function keep<Options, Format>(
  kind: string,
  make: new (language: string, options: Options) => Format,
): (language: string, options: Options) => Format {
  return (language, options) => {
    if (performance.now() - since > KEPT_MS) {
      made.clear();
      since = performance.now();
    }
    const key = `${kind} ${language} ${JSON.stringify(options)}`;
    const found = made.get(key) as Format | undefined;
    if (found !== undefined) return found;
    const fresh = new make(language, options);
    made.set(key, fresh);
    return fresh;
  };
}

/** `new Intl.DateTimeFormat`, made anew once a minute at most. */
export const dateFormat = keep<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>('date', Intl.DateTimeFormat);
/** `new Intl.NumberFormat`, made anew once a minute at most. */
export const numberFormat = keep<Intl.NumberFormatOptions, Intl.NumberFormat>('number', Intl.NumberFormat);
/** `new Intl.RelativeTimeFormat`, made anew once a minute at most. */
export const agoFormat = keep<Intl.RelativeTimeFormatOptions, Intl.RelativeTimeFormat>(
  'ago',
  Intl.RelativeTimeFormat,
);
