import { type FilePath, isSwitchError, type View } from "@zcf/contract";
import { compareVersions } from "@zcf/formats";
import type { Places } from "../places.ts";
import type { StateFile } from "../state-file.ts";
import { VERIFIED } from "../verified-versions.ts";
import { type Found, found } from "./found.ts";

/** So much of the end of a session's file is read. */
const END = 1 << 16;

/** Which version it is; nothing is executed for it. `state` is `null` where it cannot be read. */
export async function runFindings(
  view: View,
  { sessions }: Places,
  state: StateFile | null,
): Promise<readonly Found[]> {
  // Noted when an interactive session starts, also one that asks nothing. `-p` does not note it, and 2.1.330 notes none
  // that is older than what is there.
  const started = plainVersion(state?.data?.["lastReleaseNotesSeen"]);
  const version = (await newestVersion(view, sessions)) ?? started;
  const { from, to } = VERIFIED;
  if (version === null || (compareVersions(version, from) >= 0 && compareVersions(version, to) <= 0))
    return [];
  return [found("claude-code.version-unverified", "info", { version, from, to })];
}

/** Of what wrote the session that was written last; `null` where there is none, or it cannot be read. */
async function newestVersion(view: View, sessions: FilePath): Promise<string | null> {
  try {
    const newest = await newestFile(view, sessions);
    return newest === null ? null : await versionIn(view, newest);
  } catch (error) {
    if (isSwitchError(error)) return null;
    throw error;
  }
}

interface Written {
  readonly file: FilePath;
  readonly size: number;
  readonly mtimeNs: bigint;
}

async function newestFile(view: View, sessions: FilePath): Promise<Written | null> {
  let newest: Written | null = null;
  for await (const file of view.list(sessions, ".jsonl", 2)) {
    const stat = await view.stat(file);
    if (stat?.kind === "file" && (newest === null || stat.mtimeNs > newest.mtimeNs))
      newest = { file, size: stat.size, mtimeNs: stat.mtimeNs };
  }
  return newest;
}

/** What the last line with a version says: a session may be resumed with a later one. */
async function versionIn(view: View, { file, size }: Written): Promise<string | null> {
  const range = { offset: Math.max(0, size - END), length: END };
  const lines = new TextDecoder().decode(await view.read(file, range)).split("\n");
  for (const line of lines.toReversed()) {
    const version = plainVersion(lineVersion(line));
    if (version !== null) return version;
  }
  return null;
}

function lineVersion(line: string): unknown {
  try {
    const data: unknown = JSON.parse(line);
    return typeof data === "object" && data !== null && "version" in data ? data.version : null;
  } catch {
    // A line that begins before what was read, or that is being written.
    return null;
  }
}

function plainVersion(value: unknown): string | null {
  return typeof value === "string" && /^\d+\.\d+\.\d+/.test(value) ? value : null;
}
