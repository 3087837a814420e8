export { extractFeatures } from './features.ts';
export { htmlToText } from './html-to-text.ts';
export { detectLanguage } from './language.ts';
export { parseMail } from './parse.ts';
export type { Delivery, HeaderField, ParsedMail } from './parsed-mail.ts';
export { previewOf } from './preview.ts';
export { readFull, type FullMail } from './read-full.ts';
export { normaliseSubject } from './subject.ts';
export { readFeatures } from './read-features.ts';
