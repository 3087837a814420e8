/** One line of text as a person would see it: white space folded, control characters and broken surrogates gone. */
export function cleanLine(text: string, maxLength: number): string {
  const plain = /^(?:[!-~]| (?=[!-~]))*$/.test(text)
    ? text
    : text.toWellFormed().replace(/[\p{Cc}\s]+/gu, ' ');
  const cut = plain.trim().slice(0, maxLength);
  // Not in the middle of a character.
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
