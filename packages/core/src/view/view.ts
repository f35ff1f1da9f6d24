import { type FilePath, isSwitchError, type Json, SwitchError, type View } from "@zcf/contract";
import { digest } from "../bytes/digest.ts";
import { decode } from "../bytes/encoding.ts";
import type { DiskReader } from "../disk/disk.ts";
import { filePath, isInside, outsideRoots } from "../path.ts";
import { unreadable } from "../typed-errors.ts";
import type { Memo } from "./memo.ts";

export interface ViewOptions {
  readonly disk: DiskReader;
  /** `null` reads anywhere, which only `locate` may. */
  readonly roots: readonly string[] | null;
  readonly memo: Memo;
  readonly recall: (key: string) => Promise<Json | null>;
}

/** What an adapter sees; a new one for each phase, so that it looks at the processes afresh. */
export function createView(options: ViewOptions): View {
  const { disk, roots } = options;
  const probe = disk.probe();
  const guard = (path: string): FilePath => {
    const file = filePath(path);
    if (roots !== null && !isInside(roots, file)) throw outsideRoots(file);
    return file;
  };
  return {
    can: disk.can,
    path: (base, ...names) => guard([base, ...names].join("/")),
    resolve: (path) => readable(path, disk.resolve(path)),
    stat: (file) => readable(file, disk.stat(guard(file))),
    read: (file, range) => readable(file, disk.read(guard(file), range)),
    decode: decodeFile,
    digest,
    list: (directory, suffix, depth) =>
      readableEach(directory, disk.list(guard(directory), suffix, depth ?? Number.POSITIVE_INFINITY)),
    query: (database, sql, params) => disk.query(guard(database), sql, params ?? []),
    holders: (file) => readable(file, probe.holders(guard(file))),
    processes: (query) => disk.processes(query),
    recall: options.recall,
    memo: (file, key, compute) => readable(file, options.memo.get(guard(file), key, compute)),
  };
}

function decodeFile(file: string, content: Uint8Array, encoding: "zstd"): Uint8Array {
  try {
    return decode(content, encoding);
  } catch (cause) {
    if (isSwitchError(cause)) throw cause;
    throw new SwitchError({
      kind: "environment",
      code: "unreadable",
      params: { file, system: "EZSTD" },
      cause,
    });
  }
}

async function readable<T>(file: string, value: Promise<T>): Promise<T> {
  try {
    return await value;
  } catch (error) {
    throw unreadable(error, file);
  }
}

async function* readableEach(directory: string, paths: Iterable<string>): AsyncGenerator<FilePath> {
  try {
    // Names below a normal path, so normal as well.
    for (const path of paths) yield path as FilePath;
  } catch (error) {
    throw unreadable(error, directory);
  }
}
