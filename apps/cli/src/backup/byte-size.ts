/** Each is 1024 of the one before. */
const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"];

/** Bytes for people, in binary units: `512 B`, `1.5 KiB`, `12 MiB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // What would be rounded to 1024 is 1 of the next.
  while (value >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** Bytes from `500`, `64K`, `200M`, `1.5GiB`, in any case; units count in 1024. `null` for anything else. */
export function parseBytes(text: string): number | null {
  const [, number, letter = ""] = /^(\d+(?:\.\d+)?)\s*(?:([KMGT])(?:I?B)?|B)?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return null;
  const bytes = Math.round(
    Number(number) * 1024 ** (letter === "" ? 0 : "KMGT".indexOf(letter.toUpperCase()) + 1),
  );
  return Number.isSafeInteger(bytes) ? bytes : null;
}
