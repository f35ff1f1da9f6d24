/** So long is hardly any name that somebody types. */
const LONG = 20;

/**
 * Whether a word that should be the name of something is more likely a key: such a word is not repeated anywhere.
 *
 * Names of variables are in capitals, and files have an ending.
 */
export function isLikeKey(word: string): boolean {
  if (/^sk[-_]/i.test(word) && !/[/\\]/.test(word)) return true;
  const isMixed = /\d/.test(word) && /[a-z]/.test(word);
  return word.length >= LONG && isMixed && !/[/\\\s]|\.[A-Za-z]{1,5}$/.test(word);
}
