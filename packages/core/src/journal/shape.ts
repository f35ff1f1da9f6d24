/** Whether a value looks as it should. */
export type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === "string";
export const isFlag: Check = (value) => typeof value === "boolean";
/** A count, a place or an offset. */
export const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
export const isBytes: Check = (value) => value instanceof Uint8Array;
export const isBig: Check = (value) => typeof value === "bigint";

export function oneOf(...known: readonly unknown[]): Check {
  return (value) => known.includes(value);
}

export function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

/** Left out, or so. */
export function orAbsent(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every((one) => check(one));
}

/** With these fields; others may be there. */
export function recordOf(fields: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(fields);
  return (value) => isRecord(value) && checks.every(([name, check]) => check(value[name]));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
