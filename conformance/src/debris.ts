import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Driven } from "./zcf.ts";

// What zcf names while it works: staged copies, drafts, what a restore writes, claims, and operations that are not over.
const OURS = [/\.zcf-/, /\.draft$/, /\.back$/, /\.claim$/];
const PENDING = "operations/pending/";

/** Everything that a zcf that is over must not have left, in the tool's home or in its own state. */
export async function debris(home: Driven): Promise<readonly string[]> {
  const [tool, state] = await Promise.all([below(home.codexHome), below(home.zcfHome)]);
  const pending = state.filter((name) => name.startsWith(PENDING));
  return [...new Set([...tool, ...state].filter(isOurs).concat(pending))].toSorted();
}

/**
 * The same without what a dead process may leave until the next command that writes: its claim, which keeps nobody out,
 * and the draft of a cache.
 */
export async function debrisOfDead(home: Driven): Promise<readonly string[]> {
  return (await debris(home)).filter((name) => !/^(locks|cache)\//.test(name));
}

function isOurs(name: string): boolean {
  return OURS.some((pattern) => pattern.test(name));
}

async function below(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
