/** Matches what a terminal draws two columns wide, as the source of a `u` expression; enough for our texts and names. */
export const WIDE: string =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u
    .source;
const IS_WIDE = new RegExp(WIDE, "u");

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOf(character);
  return columns;
}

/** `text` with spaces after it, at least `width` columns wide. */
export function padTo(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** As much of the beginning of `text` as fits. */
export function cutTo(text: string, width: number): string {
  let taken = "";
  let left = width;
  for (const character of text) {
    left -= columnsOf(character);
    if (left < 0) break;
    taken += character;
  }
  return taken;
}

function columnsOf(character: string): number {
  return IS_WIDE.test(character) ? 2 : 1;
}
