import { resolve } from "node:path";
import type { FilePath, Range, View } from "@zcf/contract";
import type { SourceFile } from "@zcf/import";

/** Reads what belongs to another tool, and nothing of it can be written. */
export interface SourceFiles {
  /** `null` when it is not there. Throws `unreadable`. */
  read(path: string): Promise<SourceFile | null>;
  /** Its first 64 bytes: a database may be larger than what fits in memory. */
  start(path: string): Promise<SourceFile | null>;
}

export async function openSourceFiles(): Promise<SourceFiles> {
  const view = await viewAnywhere();
  const read = async (path: string, range?: Range): Promise<SourceFile | null> => {
    const file: FilePath = view.path(resolve(path));
    return (await view.stat(file)) === null ? null : { file, content: await view.read(file, range) };
  };
  return { read: (path) => read(path), start: (path) => read(path, { offset: 0, length: 64 }) };
}

async function viewAnywhere(): Promise<View> {
  const { createView, memoryMemo, nodeDisk } = await import("@zcf/core");
  const disk = await nodeDisk();
  return createView({ disk, roots: null, memo: memoryMemo(disk), recall: async () => null });
}
