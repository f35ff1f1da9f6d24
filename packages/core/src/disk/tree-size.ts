import { lstatSync, opendirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { TreeSize } from "./disk.ts";
import { missingAsNull, systemCode } from "./system-error.ts";

/** So many entries are looked at before others get a turn. */
const TURN = 512;

/** Of a file or a directory; links are counted as nothing and not followed. `null` when nothing is there. */
export async function treeSize(path: string): Promise<TreeSize | null> {
  const self = missingAsNull(() => lstatSync(path));
  if (self === null) return null;
  if (!self.isDirectory()) return { bytes: self.isFile() ? self.size : 0, whole: true };
  let bytes = 0;
  let whole = true;
  let seen = 0;
  for (const size of sizesBelow(path)) {
    if (size === null) whole = false;
    else bytes += size;
    seen += 1;
    if (seen % TURN === 0) await setImmediate();
  }
  return { bytes, whole };
}

/** One directory of each level is open at a time, so memory goes with the depth; `null` for what may not be looked into. */
function* sizesBelow(directory: string): Generator<number | null, void> {
  const handle = whereAllowed(() => opendirSync(directory));
  if (handle === undefined) yield null;
  try {
    for (let entry = handle?.readSync(); entry; entry = handle?.readSync()) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) yield* sizesBelow(path);
      else yield entry.isFile() ? fileSize(path) : 0;
    }
  } finally {
    handle?.closeSync();
  }
}

function fileSize(path: string): number | null {
  const found = whereAllowed(() => lstatSync(path));
  return found === undefined ? null : (found?.size ?? 0);
}

/** `null` when it has gone meanwhile, `undefined` where the system does not let us. */
function whereAllowed<T>(look: () => T): T | null | undefined {
  try {
    return missingAsNull(look);
  } catch (error) {
    if (systemCode(error) === "EACCES" || systemCode(error) === "EPERM") return undefined;
    throw error;
  }
}
