import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const ABANDONED_AFTER_MS = 60 * 60_000;

/** Removes folders with our prefix that nobody has touched for an hour: an interrupted run left them. */
export async function sweepAbandoned(parent: string, prefix: string): Promise<void> {
  const ours = (await readdir(parent))
    .filter((name) => name.startsWith(prefix))
    .map((name) => join(parent, name));
  for (const folder of ours) {
    if (await isAbandoned(folder)) await rm(folder, { recursive: true, force: true });
  }
}

// Another run may remove its own folder at this moment.
async function isAbandoned(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS;
}
