import type { JournalRecord } from "./record.ts";

/**
 * Whether each record has those before it without which it would not have been written. A line that cannot be read counts
 * as torn; this tells when it was a whole one once.
 */
export function isInOrder(records: readonly JournalRecord[]): boolean {
  const seen = new Set<string>();
  return records.every((record) => {
    const isFounded = foundations(record).every((one) => seen.has(one));
    seen.add(nameOf(record));
    return isFounded;
  });
}

/** A roll back that had no room for `begin` would have no folder, either. */
function foundations(record: JournalRecord): readonly string[] {
  switch (record.type) {
    case "begin":
      return [];
    case "required":
    case "end":
      return ["begin"];
    case "staged":
    case "committed":
      return ["required"];
    case "batch":
      return ["committed"];
    case "batch-staged":
    case "batch-done":
      return [`batch ${record.number}`];
  }
}

function nameOf(record: JournalRecord): string {
  return record.type === "batch" ? `batch ${record.number}` : record.type;
}
