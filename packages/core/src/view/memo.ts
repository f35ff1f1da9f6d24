import type { Earlier, FileStat, Json } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";
import { systemCode } from "../disk/system-error.ts";
import { identityText, parseIdentity } from "./identity.ts";

/** Results that depend on a file's bytes alone, kept while its identity stays the same. */
export interface Memo {
  get<T extends Json>(file: string, key: string, compute: Compute<T>): Promise<T>;
}

/** `earlier` is what was kept of the same inode when the file was not longer than it is now. */
export type Compute<T extends Json> = (earlier: Earlier<T> | null) => Promise<T>;

/** A result, and the state of the file it was computed from. */
export interface Kept {
  /** See `identityText`. */
  readonly identity: string;
  /** JSON: as text it takes a fraction of the memory. */
  readonly value: string;
}

/** What earlier runs kept. */
export interface Recalled {
  find(topic: Topic): Kept | undefined;
  topics(): Iterable<Topic>;
}

/** What a result is about. */
export interface Topic {
  readonly file: string;
  /** Of the adapter's own choice; another one for another shape of the result. */
  readonly key: string;
}

const NOTHING: Recalled = { find: () => undefined, topics: () => [] };

/** Kept for the life of one process. */
export function memoryMemo(disk: DiskReader): Memo {
  return new LastingMemo(disk, async () => NOTHING);
}

/** A memo that goes on from what earlier runs kept, and says what the next one should find. */
export class LastingMemo implements Memo {
  readonly #disk: DiskReader;
  readonly #recall: () => Promise<Recalled>;
  #recalled: Promise<Recalled> | null = null;
  /** What was asked in this process, by key and file: strings that are there already, because there are many of them. */
  readonly #asked = new Map<string, Map<string, Asked>>();
  #hasNews = false;

  /** `recall` is called when the first question comes. */
  constructor(disk: DiskReader, recall: () => Promise<Recalled>) {
    this.#disk = disk;
    this.#recall = recall;
  }

  /** Whether something is known now that earlier runs did not know. */
  get hasNews(): boolean {
    return this.#hasNews;
  }

  async get<T extends Json>(file: string, key: string, compute: Compute<T>): Promise<T> {
    // The casts are sound: what is kept under a key was computed by the same adapter for that key.
    const asked = this.#ask({ file, key }, compute as unknown as Compute<Json>);
    return (await this.#answer({ file, key }, asked)) as T;
  }

  /**
   * Answers again what was asked about files that we have changed since, so that the next run finds it. One that cannot
   * be read now is left to that run.
   */
  async refresh(files: readonly string[]): Promise<void> {
    for (const [key, ofKey] of this.#asked) {
      for (const file of files) {
        const asked = ofKey.get(file);
        if (asked !== undefined) await this.#answerAgain({ file, key }, asked);
      }
    }
  }

  /** All that is worth keeping: what was asked for, and of the rest what still holds. */
  async *entries(): AsyncGenerator<Topic & Kept> {
    for (const [key, ofKey] of this.#asked) {
      for (const [file, { fresh }] of ofKey) if (fresh !== null) yield { file, key, ...fresh };
    }
    const recalled = await this.#recallOnce();
    for (const topic of recalled.topics()) {
      const kept = recalled.find(topic);
      if (kept !== undefined && (await this.#stillHolds(topic, kept))) yield { ...topic, ...kept };
    }
  }

  #ask({ file, key }: Topic, compute: Compute<Json>): Asked {
    const ofKey = this.#asked.get(key) ?? new Map<string, Asked>();
    this.#asked.set(key, ofKey);
    const asked = ofKey.get(file) ?? { compute, computed: false, fresh: null };
    asked.compute = compute;
    ofKey.set(file, asked);
    return asked;
  }

  async #answer(topic: Topic, asked: Asked): Promise<Json> {
    const stat = await this.#disk.stat(topic.file);
    const found = asked.fresh ?? (await this.#recallOnce()).find(topic);
    if (found !== undefined && isOf(stat, found)) return JSON.parse(found.value) as Json;
    const value = await asked.compute(found === undefined ? null : earlierOf(found, stat));
    const kept = { identity: stat === null ? "" : identityText(stat), value: JSON.stringify(value) };
    // What was changed while it was read may be half of each.
    asked.fresh = isOf(await this.#disk.stat(topic.file), kept) ? kept : null;
    asked.computed = true;
    this.#hasNews ||= asked.fresh !== null;
    return value;
  }

  async #answerAgain(topic: Topic, asked: Asked): Promise<void> {
    try {
      await this.#answer(topic, asked);
    } catch (error) {
      if (!isSwitchError(error) && systemCode(error) === null) throw error;
    }
  }

  /** What was asked for was found to hold, or was computed anew. */
  async #stillHolds({ file, key }: Topic, kept: Kept): Promise<boolean> {
    const asked = this.#asked.get(key)?.get(file);
    return asked === undefined ? isOf(await this.#disk.stat(file), kept) : !asked.computed;
  }

  #recallOnce(): Promise<Recalled> {
    this.#recalled ??= this.#recall();
    return this.#recalled;
  }
}

/** A question of this process. */
interface Asked {
  compute: Compute<Json>;
  /** Whether what earlier runs kept is out of date. */
  computed: boolean;
  /** `null` when nothing was computed, or when the file was changed meanwhile. */
  fresh: Kept | null;
}

function isOf(stat: FileStat | null, kept: Kept): boolean {
  return stat !== null && kept.identity === identityText(stat);
}

function earlierOf(kept: Kept, now: FileStat | null): Earlier<Json> | null {
  const then = parseIdentity(kept.identity);
  if (then === null || now === null || then.ino !== now.ino || now.size < then.size) return null;
  // To the microsecond: that is how exactly a time is put back.
  const sameTime = then.size === now.size && then.mtimeNs / 1000n === now.mtimeNs / 1000n;
  return { value: JSON.parse(kept.value) as Json, size: then.size, sameTime };
}
