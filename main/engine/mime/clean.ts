/** One line of text as a person would see it: white space folded, control characters and broken surrogates gone. */
export function cleanLine(text: string, maxLength: number): string {
  const plain = /^(?:[!-~]| (?=[!-~]))*$/.test(text)
    ? text
    : text.toWellFormed().replace(/[\p{Cc}\s]+/gu, ' ');
  return plain.trim().slice(0, maxLength);
}
