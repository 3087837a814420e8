/**
 * What a language model may write (GBNF, llama.cpp's notation). Letters, digits and plain punctuation alone: brackets are what
 * control tokens are spelled with, a slash makes an address, and invisible characters make text read as what it is not.
 */

/** Latin with its accents, Greek, Cyrillic: names of senders and folders in the languages of Europe. */
const LETTERS = 'A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ';

/** What a sentence is made of; a point or a space in it is followed by something, as in an amount or the name of a domain. */
const INSIDE = `${LETTERS}0-9,;:'’"«»“”()%€$£&+°@_–—-`;

/** One line, one sentence of some 12 to 160 characters: each of the 130 pieces is a character, some with a space before it. */
export const sentenceGrammar = `root ::= " "? [${LETTERS}0-9«“"] piece{10,130} [.!?…]
piece ::= [. ]? [${INSIDE}]
`;

/** What the grammar of a sentence allows, as an expression. */
export const sentencePattern = new RegExp(`^ ?[${LETTERS}0-9«“"](?:[. ]?[${INSIDE}]){10,130}[.!?…]$`, 'u');

/** The name of a folder: one to three words. */
export const nameGrammar = `root ::= " "? word (" " word){0,2}
word ::= [${LETTERS}] [${LETTERS}0-9'’&-]{1,15}
`;

/** What the grammar of a name allows, as an expression. */
export const namePattern = new RegExp(
  `^ ?[${LETTERS}][${LETTERS}0-9'’&-]{1,15}(?: [${LETTERS}][${LETTERS}0-9'’&-]{1,15}){0,2}$`,
  'u',
);
