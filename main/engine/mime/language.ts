// Short words that carry grammar, not topic. Words that two of these languages share are left out of both.
const stopWords: Readonly<Record<string, string>> = {
  en: 'the and of to is that it for with you this be are have was at by from they we your will can not but what all were when our has been would their there if more about please',
  fr: 'le les et des du une est que qui dans pour pas vous nous votre vos sur avec sont au aux ce cette ces mais ou où été être par plus je il elle bonjour merci cordialement notre nos leur afin ainsi à',
  de: 'der die und das ist nicht mit für ein eine auf dem den von sie ich wir zu im sich auch werden wird bei oder ihre ihr',
  es: 'el los las y que por con para una su del al es se lo como más pero sus este esta usted gracias hola muy',
  it: 'il di che gli per con una sono della dei nel alla non più questo questa grazie ciao è delle anche',
  nl: 'het een van en niet zijn met voor op aan er maar om dit ook naar wordt bij uit onze uw wij deze',
  pt: 'os não uma com para por mais dos das seu sua ao você são obrigado olá está também pelo pela',
};

const languages = Object.keys(stopWords);
/** The languages a word belongs to, as bits. */
const byWord = new Map<string, number>();
languages.forEach((language, index) => {
  for (const word of stopWords[language]?.split(' ') ?? []) {
    byWord.set(word, (byWord.get(word) ?? 0) | (1 << index));
  }
});

/** The first words tell; more would only cost time. */
const SAMPLE_CHARACTERS = 1500;

/**
 * The language of a text by its share of common short words, as an ISO 639-1 code; null when there is too little text
 * or no clear winner.
 */
export function detectLanguage(text: string): string | null {
  const counts = new Array<number>(languages.length).fill(0);
  const words = text
    .slice(0, SAMPLE_CHARACTERS)
    .toLowerCase()
    .split(/[^a-z\u00df-\u024f]+/);
  for (const word of words) {
    const bits = byWord.get(word) ?? 0;
    if (bits === 0) continue;
    for (let index = 0; index < counts.length; index += 1) {
      if (bits & (1 << index)) counts[index] = (counts[index] ?? 0) + 1;
    }
  }
  let best = 0;
  let second = 0;
  let winner: string | null = null;
  counts.forEach((count, index) => {
    if (count > best) {
      second = best;
      best = count;
      winner = languages[index] ?? null;
    } else if (count > second) {
      second = count;
    }
  });
  const clear = best >= 3 && best >= second * 1.3 && best / words.length >= 0.05;
  return clear ? winner : null;
}
