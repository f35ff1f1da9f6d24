import pico from "picocolors";

type Paint = (text: string) => string;

/** Colours by meaning; every one of them gives the text back unchanged where colours are off. */
export interface Style {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly warn: Paint;
  readonly removed: Paint;
  readonly added: Paint;
  readonly place: Paint;
}

export function createStyle(colours: boolean): Style {
  const paint = pico.createColors(colours);
  return {
    strong: paint.bold,
    faint: paint.dim,
    good: paint.green,
    bad: paint.red,
    warn: paint.yellow,
    removed: paint.red,
    added: paint.green,
    place: paint.cyan,
  };
}

/** `NO_COLOR` and `FORCE_COLOR` (no-color.org, force-color.org) decide before the terminal does. */
export function wantsColours(
  variables: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (isSet(variables["NO_COLOR"])) return false;
  if (isSet(variables["FORCE_COLOR"])) return variables["FORCE_COLOR"] !== "0";
  return isTerminal && variables["TERM"] !== "dumb";
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}
