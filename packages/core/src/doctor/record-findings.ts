import { join } from "node:path";
import type { Finding } from "@zcf/contract";
import type { Context } from "../context.ts";
import { systemCode } from "../disk/system-error.ts";
import { journalFile } from "../journal/journal.ts";
import { readJournalEnds } from "../journal/journal-ends.ts";
import { isUnreadable } from "../journal/unreadable-journal.ts";
import { ownFinding } from "./diagnosis.ts";

type Health = "whole" | "damaged" | "newer";

/** Lists and undo pass over records that cannot be read, so somebody has to tell of them. */
export async function recordFindings(context: Context): Promise<readonly Finding[]> {
  const { disk, layout } = context;
  const found: Record<Health, string[]> = { whole: [], damaged: [], newer: [] };
  for (const id of await disk.names(layout.done)) {
    const directory = join(layout.done, id);
    found[await healthOf(context, directory)].push(journalFile(directory));
  }
  const { damaged, newer } = found;
  return [
    ...(damaged.length === 0 ? [] : [ownFinding("zcf.record-damaged", "warning", { files: damaged })]),
    ...(newer.length === 0 ? [] : [ownFinding("zcf.record-newer", "warning", { files: newer })]),
  ];
}

async function healthOf({ disk }: Context, directory: string): Promise<Health> {
  if ((await disk.stat(directory))?.kind !== "directory") return "whole";
  try {
    const journal = await disk.stat(journalFile(directory));
    const ends = journal === null ? null : await readJournalEnds(disk, directory, journal.size);
    return ends === null ? "damaged" : "whole";
  } catch (error) {
    if (isUnreadable(error)) return "version" in error.params ? "newer" : "damaged";
    if (systemCode(error) === null) throw error;
    return "damaged";
  }
}
