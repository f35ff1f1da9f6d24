import { isSwitchError, type Skipped, type View } from "@zcf/contract";
import { skipped } from "./codes.ts";
import type { Family, Rollout } from "./families.ts";
import { isCompressed } from "./rollout-bytes.ts";
import type { SessionScan } from "./scan.ts";
import { scanned } from "./scanned.ts";

/** A session file and what it says; files without a byte are left out. */
export type ScannedRollout = Rollout & { readonly scan: SessionScan };

/** Scans all files of a thread, oldest first, or says why one of them cannot be relied on. */
export async function scanFamily(family: Family, view: View): Promise<readonly ScannedRollout[] | Skipped> {
  const { thread } = family;
  const compressed = view.can.zstd ? undefined : family.rollouts.find(({ file }) => isCompressed(file));
  if (compressed !== undefined)
    return skipped(thread, "codex.session-compressed", { thread, file: compressed.file });
  try {
    return await scanAll(family, view);
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "unreadable") throw error;
    return skipped(thread, "unreadable", error.params);
  }
}

async function scanAll(
  { thread, rollouts }: Family,
  view: View,
): Promise<readonly ScannedRollout[] | Skipped> {
  const found: ScannedRollout[] = [];
  for (const rollout of rollouts) {
    const { file } = rollout;
    const scan = await scanned(view, file);
    if (scan.kind === "unreadable")
      return skipped(thread, "codex.session-unreadable", { thread, file, line: scan.line });
    if (scan.kind === "empty") continue;
    if (scan.thread !== thread) return skipped(thread, "codex.session-misnamed", { file });
    found.push({ ...rollout, scan });
  }
  return found;
}
