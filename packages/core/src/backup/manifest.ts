import { join } from "node:path";
import type { Copy } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";
import { orMissing } from "../disk/system-error.ts";

/** The format of `manifest.json`. */
export const MANIFEST_VERSION = 1;

/** One copy in a backup. */
export interface ManifestEntry {
  readonly kind: Copy["kind"];
  /** Whose it is, by its place in the operation. */
  readonly store: number;
  /** Of the original, below the home, `/`-separated. */
  readonly name: string;
  /** Of the copy, below the backup's folder. */
  readonly copy: string;
  /** Of the original. */
  readonly mode: number;
  /** Of the original: nanoseconds since 1970, in decimal. */
  readonly mtimeNs: string;
}

/** What a backup holds; written last, so that a folder without one is known to be incomplete. */
export interface Manifest {
  readonly v: typeof MANIFEST_VERSION;
  readonly operation: string;
  readonly strategy: string;
  /** By store. */
  readonly homes: readonly string[];
  /** What the copies hold together. */
  readonly bytes: number;
  readonly entries: readonly ManifestEntry[];
}

export function manifestFile(root: string): string {
  return join(root, "manifest.json");
}

/** `null` for a backup that is not whole: there is no manifest, or none that can be read. */
export async function readManifest(disk: DiskReader, root: string): Promise<Manifest | null> {
  const content = await orMissing(disk.read(manifestFile(root)));
  if (content === null) return null;
  try {
    const manifest = JSON.parse(Buffer.from(content).toString("utf8")) as Manifest;
    return manifest.v === MANIFEST_VERSION && Array.isArray(manifest.entries) ? manifest : null;
  } catch {
    return null;
  }
}
