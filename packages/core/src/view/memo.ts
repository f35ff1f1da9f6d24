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
  /** How each question of this process is answered, by name. */
  readonly #asked = new Map<string, Asked>();
  /** What was computed in this process, by name; `null` when the file was changed meanwhile. */
  readonly #fresh = new Map<string, Kept | null>();
  readonly #keys = new Set<string>();

  /** `recall` is called when the first question comes. */
  constructor(disk: DiskReader, recall: () => Promise<Recalled>) {
    this.#disk = disk;
    this.#recall = recall;
  }

  /** Whether something is known now that earlier runs did not know. */
  get hasNews(): boolean {
    return this.#fresh.size > 0;
  }

  async get<T extends Json>(file: string, key: string, compute: Compute<T>): Promise<T> {
    this.#keys.add(key);
    // The casts are sound: what is kept under a key was computed by the same adapter for that key.
    const asked: Asked = { topic: { file, key }, compute: compute as unknown as Compute<Json> };
    this.#asked.set(nameOf(asked.topic), asked);
    return (await this.#answer(asked)) as T;
  }

  /**
   * Answers again what was asked about files that we have changed since, so that the next run finds it. One that cannot
   * be read now is left to that run.
   */
  async refresh(files: readonly string[]): Promise<void> {
    for (const file of files) {
      for (const key of this.#keys) await this.#answerAgain(nameOf({ file, key }));
    }
  }

  /** All that is worth keeping: what was asked for, and of the rest what still holds. */
  async *entries(): AsyncGenerator<Topic & Kept> {
    for (const [name, kept] of this.#fresh) {
      const topic = this.#asked.get(name)?.topic;
      if (kept !== null && topic !== undefined) yield { ...topic, ...kept };
    }
    const recalled = await this.#recallOnce();
    for (const topic of recalled.topics()) {
      const kept = this.#fresh.has(nameOf(topic)) ? undefined : recalled.find(topic);
      if (kept !== undefined && (await this.#stillHolds(topic, kept))) yield { ...topic, ...kept };
    }
  }

  async #answer({ topic, compute }: Asked): Promise<Json> {
    const name = nameOf(topic);
    const stat = await this.#disk.stat(topic.file);
    const found = this.#fresh.get(name) ?? (await this.#recallOnce()).find(topic);
    if (found !== undefined && isOf(stat, found)) return JSON.parse(found.value) as Json;
    const value = await compute(found === undefined ? null : earlierOf(found, stat));
    const kept = { identity: stat === null ? "" : identityText(stat), value: JSON.stringify(value) };
    // What was changed while it was read may be half of each.
    this.#fresh.set(name, isOf(await this.#disk.stat(topic.file), kept) ? kept : null);
    return value;
  }

  async #answerAgain(name: string): Promise<void> {
    const asked = this.#asked.get(name);
    try {
      if (asked !== undefined) await this.#answer(asked);
    } catch (error) {
      if (!isSwitchError(error)) throw error;
    }
  }

  /** What was asked for and not computed anew was found to hold. */
  async #stillHolds(topic: Topic, kept: Kept): Promise<boolean> {
    return this.#asked.has(nameOf(topic)) || isOf(await this.#disk.stat(topic.file), kept);
  }

  #recallOnce(): Promise<Recalled> {
    this.#recalled ??= this.#recall();
    return this.#recalled;
  }
}

interface Asked {
  readonly topic: Topic;
  readonly compute: Compute<Json>;
}

function nameOf({ file, key }: Topic): string {
  return `${key}\0${file}`;
}

function isOf(stat: FileStat | null, kept: Kept): boolean {
  return stat !== null && kept.identity === identityText(stat);
}

function earlierOf(kept: Kept, now: FileStat | null): Earlier<Json> | null {
  const then = parseIdentity(kept.identity);
  if (then === null || now === null || then.ino !== now.ino || now.size < then.size) return null;
  const sameTime = then.size === now.size && then.mtimeNs === now.mtimeNs;
  return { value: JSON.parse(kept.value) as Json, size: then.size, sameTime };
}
