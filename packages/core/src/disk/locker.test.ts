import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { lockDescriptors, lockers } from "./locker.ts";

/** Whether another program, which is not ours, finds it locked. */
function isLocked(file: string): boolean {
  return spawnSync("flock", ["-n", file, "true"]).status === 1;
}

describe.each(lockers().map((locker) => [locker.program, locker] as const))("locks by %s", (_, locker) => {
  test("are ours until we close the file, and exclude our own other descriptors as well", async () => {
    await inDirectory(async (directory) => {
      const files = ["a", "b", "c"].map((name) => join(directory, name));
      const descriptors = files.map((file) => openSync(file, "w"));
      const again = openSync(join(directory, "b"), "r");
      expect(await lockDescriptors(descriptors, "exclusive", [locker])).toEqual([true, true, true]);
      expect(files.map(isLocked)).toEqual([true, true, true]);
      expect(await lockDescriptors([again], "exclusive", [locker])).toEqual([false]);
      descriptors.forEach(closeSync);
      expect(files.map(isLocked)).toEqual([false, false, false]);
      expect(await lockDescriptors([again], "exclusive", [locker])).toEqual([true]);
      closeSync(again);
    });
  });

  test("that are shared see an exclusive one, and do not see each other", async () => {
    await inDirectory(async (directory) => {
      const [one, two, three] = ["w", "r", "r"].map((flags) => openSync(join(directory, "a"), flags));
      const lock = async (
        mode: "exclusive" | "shared",
        of: number | undefined,
      ): Promise<boolean | undefined> => (await lockDescriptors([of ?? 0], mode, [locker]))[0];
      expect([await lock("shared", two), await lock("shared", three)]).toEqual([true, true]);
      closeSync(two ?? 0);
      expect(await lock("exclusive", one)).toBe(false);
      closeSync(three ?? 0);
      expect(await lock("exclusive", one)).toBe(true);
      const late = openSync(join(directory, "a"), "r");
      expect(await lock("shared", late)).toBe(false);
      closeSync(late);
      closeSync(one ?? 0);
    });
  });

  test("that the system refuses for another reason than being busy are no answer", async () => {
    const pretending = { ...locker, args: () => ["-e", "exit 3"] };
    await expect(lockDescriptors([0], "shared", [pretending])).rejects.toMatchObject({ code: "ENOLCK" });
  });
});
