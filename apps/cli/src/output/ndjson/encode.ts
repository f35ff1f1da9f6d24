/** The format of every line; a change that could break a reader raises it (docs/json-output.md). */
const VERSION = 1;

/** Every `type` of a line. */
export const LINE_TYPES = [
  "phase",
  "notice",
  "plan",
  "change",
  "progress",
  "edit",
  "skipped",
  "recovered",
  "result",
  "target",
  "status",
  "finding",
  "doctor",
  "closed",
  "unfinished",
  "session",
  "sessions",
  "operation",
  "backup",
  "earlier",
  "prune",
  "provider",
  "probe",
  "stopping",
  "import",
  "export",
  "demo",
  "error",
] as const;

export type LineType = (typeof LINE_TYPES)[number];

/** Says one line. */
export type Say = (type: LineType, data: object) => void;

/**
 * One line of machine output.
 *
 * Integers that JSON numbers cannot hold are decimal strings; bytes are base64.
 */
export function encodeLine(type: LineType, data: object): string {
  return `${JSON.stringify({ v: VERSION, type, ...data }, encodeValue)}\n`;
}

function encodeValue(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return isJsonBuffer(value) ? Buffer.from(value.data).toString("base64") : value;
}

/** What `Buffer` makes of itself before a replacer sees it. */
function isJsonBuffer(value: unknown): value is { readonly data: readonly number[] } {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    value.type === "Buffer" &&
    "data" in value
  );
}
