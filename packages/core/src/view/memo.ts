import type { Earlier, FileStat, Json } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";
import { identityText, parseIdentity } from "./identity.ts";

/** Results that depend on a file's bytes alone, kept while its identity stays the same. */
export interface Memo {
  get<T extends Json>(file: string, key: string, compute: Compute<T>): Promise<T>;
}

/** `earlier` is what was kept of the same inode when the file was not longer than it is now. */
export type Compute<T extends Json> = (earlier: Earlier<T> | null) => Promise<T>;

/** A result, and the state of the file it was computed from. */
export interface Kept {
  readonly file: string;
  readonly key: string;
  /** See `identityText`. */
  readonly identity: string;
  /** JSON: as text it takes a fraction of the memory. */
  readonly value: string;
}

/** Kept for the life of one process. */
export function memoryMemo(disk: DiskReader): Memo {
  return new LastingMemo(disk, async () => []);
}

interface Answered {
  readonly compute: Compute<Json>;
  /** `null` when the file was changed while it was looked at. */
  readonly kept: Kept | null;
}

/** A memo that goes on from what earlier runs kept, and says what the next one should find. */
export class LastingMemo implements Memo {
  readonly #disk: DiskReader;
  readonly #recall: () => Promise<Iterable<Kept>>;
  #recalled: Promise<ReadonlyMap<string, Kept>> | null = null;
  readonly #answered = new Map<string, Answered>();
  readonly #keys = new Set<string>();
  #hasNews = false;

  /** `recall` is called when the first question comes. */
  constructor(disk: DiskReader, recall: () => Promise<Iterable<Kept>>) {
    this.#disk = disk;
    this.#recall = recall;
  }

  /** Whether something is known now that earlier runs did not know. */
  get hasNews(): boolean {
    return this.#hasNews;
  }

  async get<T extends Json>(file: string, key: string, compute: Compute<T>): Promise<T> {
    // The casts are sound: what is kept under a key was computed by the same adapter for that key.
    return (await this.#answer(file, key, compute as unknown as Compute<Json>)) as T;
  }

  /**
   * Answers again what was asked about files that we have changed since, so that the next run finds it. One that cannot
   * be read now is left to that run.
   */
  async refresh(files: readonly string[]): Promise<void> {
    for (const file of files) {
      for (const key of this.#keys) await this.#answerAgain(file, key);
    }
  }

  /** All that is worth keeping: what was asked for, and of the rest what still holds. */
  async *entries(): AsyncGenerator<Kept> {
    for (const { kept } of this.#answered.values()) if (kept !== null) yield kept;
    for (const [name, kept] of await this.#recallOnce()) {
      if (!this.#answered.has(name) && isStill(kept, await this.#disk.stat(kept.file))) yield kept;
    }
  }

  async #answer(file: string, key: string, compute: Compute<Json>): Promise<Json> {
    const name = nameOf(file, key);
    const stat = await this.#disk.stat(file);
    const found = this.#answered.get(name)?.kept ?? (await this.#recallOnce()).get(name);
    this.#keys.add(key);
    if (found !== undefined && isStill(found, stat)) {
      this.#answered.set(name, { compute, kept: found });
      return JSON.parse(found.value) as Json;
    }
    const value = await compute(found === undefined ? null : earlierOf(found, stat));
    const kept = await this.#ifUnchanged({ file, key, identity: textOf(stat), value: JSON.stringify(value) });
    this.#answered.set(name, { compute, kept });
    this.#hasNews ||= kept !== null;
    return value;
  }

  async #answerAgain(file: string, key: string): Promise<void> {
    const answered = this.#answered.get(nameOf(file, key));
    try {
      if (answered !== undefined) await this.#answer(file, key, answered.compute);
    } catch (error) {
      if (!isSwitchError(error)) throw error;
    }
  }

  /** What was changed while it was read may be half of each. */
  async #ifUnchanged(kept: Kept): Promise<Kept | null> {
    return isStill(kept, await this.#disk.stat(kept.file)) ? kept : null;
  }

  #recallOnce(): Promise<ReadonlyMap<string, Kept>> {
    this.#recalled ??= this.#recall().then(
      (kept) => new Map([...kept].map((one) => [nameOf(one.file, one.key), one])),
    );
    return this.#recalled;
  }
}

function nameOf(file: string, key: string): string {
  return `${key}\0${file}`;
}

function textOf(stat: FileStat | null): string {
  return stat === null ? "" : identityText(stat);
}

function isStill(kept: Kept, now: FileStat | null): boolean {
  return now !== null && kept.identity === identityText(now);
}

function earlierOf(kept: Kept, now: FileStat | null): Earlier<Json> | null {
  const then = parseIdentity(kept.identity);
  if (then === null || now === null || then.ino !== now.ino || now.size < then.size) return null;
  // To the microsecond: that is how exactly we can put a time back.
  const sameTime = then.size === now.size && then.mtimeNs / 1000n === now.mtimeNs / 1000n;
  return { value: JSON.parse(kept.value) as Json, size: then.size, sameTime };
}
