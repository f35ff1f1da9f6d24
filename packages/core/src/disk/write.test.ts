import { spawnSync } from "node:child_process";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { readAttributes, resolveTarget } from "./stat.ts";
import { place, writeAt, writeNew, writeSpliced, writeVolatile } from "./write.ts";

describe("writing", () => {
  test("a new file has the mode asked for whatever the umask, and is never written over", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "new");
      await writeNew(file, Buffer.from("x"), { mode: 0o664 });
      expect((await stat(file)).mode & 0o777).toBe(0o664);
      await expect(writeNew(file, Buffer.from("y"), { mode: 0o600 })).rejects.toMatchObject({
        code: "EEXIST",
      });
      expect(await readFile(file, "utf8")).toBe("x");
    });
  });

  test("placing bytes keeps the inode and every other byte", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "log");
      await writeFile(file, "abcdefghij");
      const before = await stat(file);
      await writeAt(file, [
        { offset: 2, bytes: Buffer.from("XY") },
        { offset: 8, bytes: Buffer.from("Z") },
      ]);
      expect(await readFile(file, "utf8")).toBe("abXYefghZj");
      expect((await stat(file)).ino).toBe(before.ino);
    });
  });

  test("splicing copies a file larger than its buffer, with mode, owner and times of the original", async () => {
    await inDirectory(async (directory) => {
      const [source, target] = [join(directory, "a"), join(directory, "b")];
      const content = Buffer.alloc(3_000_000, "0123456789");
      await writeFile(source, content, { mode: 0o640 });
      await chown(source, 1234, 2345);
      await chmod(source, 0o640);
      await utimes(source, 1_700_000_000.123_456, 1_700_000_001.654_321);
      const attributes = await readAttributes(source);
      if (attributes === null) throw new Error("the source is there");
      const hunk = { offset: 1_500_000, before: Buffer.from("0123"), after: Buffer.from("longer text") };
      await writeSpliced(source, target, [hunk], attributes);
      const expected = Buffer.concat([
        content.subarray(0, 1_500_000),
        Buffer.from("longer text"),
        content.subarray(1_500_004),
      ]);
      expect(Buffer.compare(await readFile(target), expected)).toBe(0);
      const found = await stat(target);
      expect([found.uid, found.gid, found.mode & 0o777]).toEqual([1234, 2345, 0o640]);
      expect(found.mtime.getTime()).toBe(1_700_000_001_654);
    });
  });

  test("hunks go over what they expect, on either side, and over nothing else", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "log");
      await writeFile(file, "abcdefghij");
      const hunks = [
        { offset: 2, before: Buffer.from("cd"), after: Buffer.from("XY") },
        { offset: 8, before: Buffer.from("i"), after: Buffer.from("Z") },
      ];
      await place(file, hunks, null);
      await place(file, hunks, null);
      expect(await readFile(file, "utf8")).toBe("abXYefghZj");
      await writeFile(file, "abcdefgh-j");
      await expect(place(file, hunks, null)).rejects.toMatchObject({ code: "changed" });
      expect(await readFile(file, "utf8")).toBe("abcdefgh-j");
    });
  });

  test("times come back to the microsecond, however often they are put back", async () => {
    await inDirectory(async (directory) => {
      const file = join(directory, "f");
      await writeFile(file, "");
      for (const us of [0n, 1n, 123_456n, 999_999n, 500_000n]) {
        const mtimeNs = (1_763_856_000n * 1_000_000n + us) * 1000n + 789n;
        await place(file, [], { atimeNs: mtimeNs, mtimeNs });
        const found = await readAttributes(file);
        expect((found?.mtimeNs ?? 0n) / 1000n).toBe(mtimeNs / 1000n);
        await place(file, [], found);
        expect(((await readAttributes(file))?.mtimeNs ?? 0n) / 1000n).toBe(mtimeNs / 1000n);
      }
    });
  });
});

test("what is written anew and fails on the way leaves the old content, and nothing beside it", async () => {
  await inDirectory(async (directory) => {
    const file = join(directory, "memo");
    await writeVolatile(file, [Buffer.from("old")]);
    const parts = function* (): Generator<Uint8Array> {
      yield Buffer.from("half");
      throw Object.assign(new Error("full"), { code: "ENOSPC" });
    };
    await expect(writeVolatile(file, parts())).rejects.toMatchObject({ code: "ENOSPC", path: file });
    expect(await readFile(file, "utf8")).toBe("old");
    expect(await readdir(directory)).toEqual(["memo"]);
  });
});

describe("resolving a target", () => {
  test("follows a chain of relative links, also when the last one dangles", async () => {
    await inDirectory(async (directory) => {
      await mkdir(join(directory, "dotfiles"));
      await symlink("dotfiles/config.toml", join(directory, "config.toml"));
      await symlink("config.toml", join(directory, "again"));
      expect(await resolveTarget(join(directory, "again"))).toBe(join(directory, "dotfiles/config.toml"));
      expect(await readlink(join(directory, "again"))).toBe("config.toml");
      expect((await lstat(join(directory, "config.toml"))).isSymbolicLink()).toBe(true);
    });
  });

  test("a loop is ELOOP", async () => {
    await inDirectory(async (directory) => {
      await symlink("b", join(directory, "a"));
      await symlink("a", join(directory, "b"));
      await expect(resolveTarget(join(directory, "a"))).rejects.toMatchObject({ code: "ELOOP" });
    });
  });
});

/** In a mount namespace of its own, `$1` becomes a read-only disk for the command that follows. */
const READ_ONLY = 'mount -t tmpfs none "$1" && mount -o remount,ro "$1" && shift && exec "$@"';

function onReadOnly(directory: string, ...command: readonly string[]) {
  return spawnSync("unshare", ["-rm", "sh", "-c", READ_ONLY, "sh", directory, ...command], {
    encoding: "utf8",
  });
}

// Where the system lets us mount, and Node reads TypeScript.
const canTry = onReadOnly(tmpdir(), "true").status === 0 && process.features.typescript === "strip";

test.skipIf(!canTry)("removing what is not there is fine on a read-only disk, too", async () => {
  await inDirectory(async (directory) => {
    const module = new URL("write.ts", import.meta.url).href;
    const script = `const { removeFile } = await import("${module}"); await removeFile("${directory}/none")`;
    const { status, stderr } = onReadOnly(directory, process.execPath, "--input-type=module", "-e", script);
    expect(status === 0 ? "" : stderr).toBe("");
  });
});

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0 && process.features.typescript === "strip";

test.skipIf(!isRoot)("a file that we may write to but not date is not written to", async () => {
  await inDirectory(async (directory) => {
    const file = join(directory, "log");
    await writeFile(file, "alpha\n");
    await chmod(directory, 0o755);
    await chmod(file, 0o666);
    const hunk = '[{ offset: 0, before: Buffer.from("alpha"), after: Buffer.from("beta ") }]';
    const script = `const { place } = await import("${new URL("write.ts", import.meta.url).href}");
      await place("${file}", ${hunk}, { atimeNs: 1n, mtimeNs: 1n }).catch(({ code }) => console.log(code))`;
    const options = { uid: NOBODY, encoding: "utf8" } as const;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], options);
    expect(stdout).toBe("EPERM\n");
    expect(await readFile(file, "utf8")).toBe("alpha\n");
  });
});
