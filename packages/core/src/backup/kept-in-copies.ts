import { join } from "node:path";
import { type FilePath, SwitchError } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";
import { orMissing } from "../disk/system-error.ts";
import { filePath, isInside } from "../path.ts";
import type { KeptFile } from "./kept-file.ts";
import type { Manifest, ManifestEntry } from "./manifest.ts";

export interface Copies {
  readonly disk: DiskReader;
  /** The folder of the backup. */
  readonly root: string;
  readonly manifest: Manifest;
  /** Which of its stores, and where that is today. */
  readonly store: number;
  readonly home: FilePath;
}

/** Bytes that are in memory at once of each of two files that are compared. */
const CHUNK = 1 << 20;

/** The files that a snapshot copied of one store, but for databases. Throws `backup-damaged` (environment). */
export async function keptInCopies(
  copies: Copies,
  plannedAs: (file: string) => string | null,
): Promise<readonly KeptFile[]> {
  const { manifest, store } = copies;
  const entries = manifest.entries.filter((entry) => entry.store === store && entry.kind === "file");
  return Promise.all(entries.map((entry) => keptOf(copies, entry, plannedAs)));
}

async function keptOf(
  { disk, root, home }: Copies,
  entry: ManifestEntry,
  plannedAs: (file: string) => string | null,
): Promise<KeptFile> {
  const file = filePath(join(home, entry.name));
  const copy = join(root, entry.copy);
  const stat = isInside([root], copy) && isInside([home], file) ? await disk.stat(copy) : null;
  if (stat === null) throw damaged(copy);
  const mtimeNs = BigInt(entry.mtimeNs);
  return {
    file,
    planned: plannedAs(file),
    size: stat.size,
    mode: entry.mode,
    owner: null,
    times: { atimeNs: mtimeNs, mtimeNs },
    content: async () => {
      const content = await orMissing(disk.read(copy));
      if (content === null) throw damaged(copy);
      return content;
    },
    isSame: () => isSameContent(disk, file, copy),
  };
}

async function isSameContent(disk: DiskReader, one: string, other: string): Promise<boolean> {
  const [a, b] = [await disk.stat(one), await disk.stat(other)];
  if (a === null || b === null || a.size !== b.size) return false;
  for (let offset = 0; offset < a.size; offset += CHUNK) {
    const range = { offset, length: CHUNK };
    if (Buffer.compare(await disk.read(one, range), await disk.read(other, range)) !== 0) return false;
  }
  return true;
}

function damaged(file: string): SwitchError {
  return new SwitchError({ kind: "environment", code: "backup-damaged", params: { file } });
}
