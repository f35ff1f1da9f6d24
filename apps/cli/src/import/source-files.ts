import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import type { View } from "@zcf/contract";
import { isSwitchError, SwitchError } from "@zcf/contract";
import type { SourceFile } from "@zcf/import";
import { importError } from "@zcf/import";
import { LARGEST, readBounded } from "./read-bounded.ts";

/** Reads what belongs to another tool, and nothing of it can be written. */
export interface SourceFiles {
  /** `null` when it is not there. Throws `unreadable`, `import.too-large`. */
  read(path: string): Promise<SourceFile | null>;
  /** Its first 64 bytes, of a pipe all: a database may be larger than what fits in memory. */
  start(path: string): Promise<SourceFile | null>;
}

export async function openSourceFiles(): Promise<SourceFiles> {
  const view = await viewAnywhere();
  // What comes out of a pipe comes once.
  const streamed = new Map<string, SourceFile>();
  const read = async (path: string, length?: number): Promise<SourceFile | null> => {
    const file = view.path(resolve(path));
    const found = await view.stat(file);
    if (found === null) return null;
    if (found.kind === "other") return streamed.get(file) ?? keep(streamed, await readStream(file));
    if (length === undefined && found.size > LARGEST)
      throw importError("import.too-large", { file, bytes: LARGEST });
    return { file, content: await view.read(file, length === undefined ? undefined : { offset: 0, length }) };
  };
  return { read: (path) => read(path), start: (path) => read(path, 64) };
}

function keep(streamed: Map<string, SourceFile>, source: SourceFile): SourceFile {
  streamed.set(source.file, source);
  return source;
}

/** Also of a pipe that a shell made, `<(…)`. */
async function readStream(file: string): Promise<SourceFile> {
  try {
    return { file, content: await readBounded(createReadStream(file), file) };
  } catch (cause) {
    if (isSwitchError(cause)) throw cause;
    const system = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    throw new SwitchError({ kind: "environment", code: "unreadable", params: { file, system }, cause });
  }
}

async function viewAnywhere(): Promise<View> {
  const { createView, memoryMemo, nodeDisk } = await import("@zcf/core");
  const disk = await nodeDisk();
  return createView({ disk, roots: null, memo: memoryMemo(disk), recall: async () => null });
}
