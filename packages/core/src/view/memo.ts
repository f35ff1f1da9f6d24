import type { FileStat, Json } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";

/** Results that depend on a file's bytes alone, kept while its identity stays the same. */
export interface Memo {
  get<T extends Json>(file: string, key: string, compute: (previous: T | null) => Promise<T>): Promise<T>;
}

/** Kept for the life of one switcher, so that confirming and applying a plan scan each file once. */
export function memoryMemo(disk: DiskReader): Memo {
  const kept = new Map<string, { readonly identity: string; readonly value: Json }>();
  return {
    get: async <T extends Json>(file: string, key: string, compute: (previous: T | null) => Promise<T>) => {
      const identity = identify(await disk.stat(file));
      const name = `${key}\0${file}`;
      const found = kept.get(name);
      // The cast is sound: a value under a key was put there by the same adapter's `compute` for that key.
      if (found?.identity === identity) return found.value as T;
      const value = await compute(found === undefined ? null : (found.value as T));
      kept.set(name, { identity, value });
      return value;
    },
  };
}

function identify(stat: FileStat | null): string {
  return stat === null ? "missing" : [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(":");
}
