import {
  appendFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Earlier } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import type { Disk } from "../disk/disk.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { type MemoPlace, openMemo, saveMemo } from "./memo-file.ts";

interface Run {
  /** What `compute` was given, for each time it was called. */
  readonly computed: (Earlier<string> | null)[];
  /** The answer for a file of the home, whose content it is. */
  ask(name: string): Promise<string>;
  save(disk?: Disk): Promise<void>;
}

interface Home extends MemoPlace {
  /** A process of its own. */
  run(): Promise<Run>;
  write(name: string, content: string): Promise<void>;
}

async function inHome(use: (home: Home) => Promise<void>): Promise<void> {
  await inDirectory(async (root) => {
    const place = { file: join(root, "state/cache/home.memo"), home: join(root, "home") };
    await mkdir(place.home);
    await use({
      ...place,
      run: async () => startRun(await nodeDisk(), place),
      write: (name, content) => writeFile(join(place.home, name), content),
    });
  });
}

function startRun(disk: Disk, place: MemoPlace): Run {
  const memo = openMemo(disk, place);
  const computed: (Earlier<string> | null)[] = [];
  const ask = (name: string): Promise<string> => {
    const file = join(place.home, name);
    return memo.get<string>(file, "content", async (earlier) => {
      computed.push(earlier);
      return readFile(file, "utf8");
    });
  };
  return { computed, ask, save: (other) => saveMemo(other ?? disk, place, memo) };
}

/** One run that knows the files afterwards. */
async function remember(home: Home, ...names: readonly string[]): Promise<void> {
  const run = await home.run();
  for (const name of names) await run.ask(name);
  await run.save();
}

describe("what was found out about files", () => {
  test("is there in the next run, for its owner alone, and not written again without news", async () => {
    await inHome(async (home) => {
      await home.write("a", "one");
      await remember(home, "a");
      expect((await stat(home.file)).mode & 0o777).toBe(0o600);
      expect((await stat(dirname(home.file))).mode & 0o777).toBe(0o700);
      expect(await readdir(dirname(home.file))).toEqual(["home.memo"]);
      const before = await stat(home.file);
      const next = await home.run();
      expect(await next.ask("a")).toBe("one");
      expect(next.computed).toEqual([]);
      await next.save();
      expect((await stat(home.file)).ino).toBe(before.ino);
    });
  });

  test("is found whatever the names and values hold", async () => {
    await inHome(async (home) => {
      const names = ["a\tb", "c\nd", 'e"f\\', "ü ñ 文", "g"];
      for (const name of names) await home.write(name, `\t\n"\\${name}\u2028`);
      await remember(home, ...names);
      const next = await home.run();
      for (const name of names) expect(await next.ask(name)).toBe(`\t\n"\\${name}\u2028`);
      expect(next.computed).toEqual([]);
    });
  });

  test("is computed anew without a memo, or with one that is damaged or foreign", async () => {
    await inHome(async (home) => {
      await home.write("a", "one");
      await remember(home, "a");
      const whole = await readFile(home.file);
      const flipped = Buffer.from(whole);
      flipped[3] = (flipped[3] ?? 0) ^ 1;
      const foreign = whole.toString().replace('{"v":1,', '{"v":9,');
      for (const content of [
        "",
        "x",
        foreign,
        flipped,
        whole.subarray(0, -1),
        whole.subarray(9),
        Buffer.alloc(whole.length),
      ]) {
        await writeFile(home.file, content);
        const next = await home.run();
        expect(await next.ask("a")).toBe("one");
        expect(next.computed).toEqual([null]);
      }
      await rm(home.file);
      await mkdir(home.file);
      const last = await home.run();
      expect(await last.ask("a")).toBe("one");
      await last.save();
    });
  });
});

describe("a file that changed since", () => {
  async function earlierAfter(change: (file: string) => Promise<void>): Promise<readonly unknown[]> {
    const computed: unknown[] = [];
    await inHome(async (home) => {
      await home.write("a", "one");
      await remember(home, "a");
      await change(join(home.home, "a"));
      const next = await home.run();
      await next.ask("a");
      computed.push(...next.computed);
      await next.save();
      const third = await home.run();
      await third.ask("a");
      expect(third.computed).toEqual([]);
    });
    return computed;
  }

  test("in place with its time put back is told from one that somebody else changed", async () => {
    const ours = await earlierAfter(async (file) => {
      const { atime, mtime } = await stat(file);
      await utimes(file, atime, mtime);
      const before = await stat(file);
      const handle = await open(file, "r+");
      await handle.write("ONE", 0);
      await handle.utimes(before.atime, before.mtime);
      await handle.close();
    });
    // The test's own clock has no more than milliseconds: the first `utimes` may be what tells the times apart.
    expect(ours).toMatchObject([{ value: "one", size: 3 }]);
    expect(await earlierAfter((file) => writeFile(file, "two"))).toEqual([
      { value: "one", size: 3, sameTime: false },
    ]);
  });

  test("and is the same but for its change time is one that we wrote to", async () => {
    await inHome(async (home) => {
      await home.write("a", "one");
      await utimes(join(home.home, "a"), 1_700_000_000, 1_700_000_000);
      await remember(home, "a");
      const handle = await open(join(home.home, "a"), "r+");
      await handle.write("ONE", 0);
      await handle.utimes(1_700_000_000, 1_700_000_000);
      await handle.close();
      const next = await home.run();
      expect(await next.ask("a")).toBe("ONE");
      expect(next.computed).toEqual([{ value: "one", size: 3, sameTime: true }]);
    });
  });

  test("by a line at its end is known up to there", async () => {
    expect(await earlierAfter((file) => appendFile(file, " and more"))).toEqual([
      { value: "one", size: 3, sameTime: false },
    ]);
  });

  test("to a shorter one, or to another file of that name, is not known", async () => {
    expect(await earlierAfter((file) => writeFile(file, "o"))).toEqual([null]);
    const replaced = await earlierAfter(async (file) => {
      await writeFile(`${file}.new`, "one");
      await rename(`${file}.new`, file);
    });
    expect(replaced).toEqual([null]);
  });

  test("while it was read is not kept", async () => {
    await inHome(async (home) => {
      const disk = await nodeDisk();
      const memo = openMemo(disk, home);
      const file = join(home.home, "a");
      await home.write("a", "one");
      const halfRead = async (): Promise<string> => {
        await appendFile(file, "!");
        return "one";
      };
      await memo.get(file, "content", halfRead);
      await saveMemo(disk, home, memo);
      await expect(stat(home.file)).rejects.toMatchObject({ code: "ENOENT" });
    });
  });
});

test("files that are gone are dropped, others stay although nobody asked about them", async () => {
  await inHome(async (home) => {
    for (const name of ["a", "b", "c", "d"]) await home.write(name, name);
    await remember(home, "a", "b", "c");
    await rm(join(home.home, "a"));
    await home.write("b", "other");
    await remember(home, "d");
    const kept = (await readFile(home.file, "utf8")).split("\n").map((line) => line.split("\t")[0]);
    expect(kept.slice(0, -2)).toEqual(['"d"', '"c"']);
  });
});

test("what we changed ourselves is answered again, so that the next run need not", async () => {
  await inHome(async (home) => {
    const disk = await nodeDisk();
    await home.write("a", "one");
    const memo = openMemo(disk, home);
    const file = join(home.home, "a");
    const read = async (): Promise<string> => readFile(file, "utf8");
    await memo.get(file, "content", read);
    await home.write("a", "two");
    await memo.refresh([file, join(home.home, "never asked about")]);
    await saveMemo(disk, home, memo);
    const next = await home.run();
    expect(await next.ask("a")).toBe("two");
    expect(next.computed).toEqual([]);
  });
});

// One home is written by one process at a time; where its lock does not reach, the digest tells.
test("writers at once leave nothing wrong behind", async () => {
  await inHome(async (home) => {
    const names = Array.from({ length: 40 }, (_, index) => `${index}`);
    for (const name of names) await home.write(name, name.repeat(200));
    await Promise.all(names.map((_, index) => remember(home, ...names.slice(0, index + 1))));
    const next = await home.run();
    for (const name of names) expect(await next.ask(name)).toBe(name.repeat(200));
    await next.save();
    await remember(home, "0");
  });
});

test("a disk that does not take it is no failure of anything", async () => {
  await inHome(async (home) => {
    await home.write("a", "one");
    const run = await home.run();
    await run.ask("a");
    for (const code of ["ENOSPC", "EROFS", "EACCES"]) {
      const refuse = async (): Promise<never> => Promise.reject(Object.assign(new Error(code), { code }));
      await run.save({ ...(await nodeDisk()), writeVolatile: refuse });
      await run.save({ ...(await nodeDisk()), makeDirectory: refuse });
    }
    await run.save();
    expect((await stat(home.file)).size).toBeGreaterThan(0);
  });
});
