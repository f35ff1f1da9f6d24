import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { probeHolders } from "./holders.ts";
import { canLsof } from "./lsof.ts";
import { proc, programs } from "./sight.ts";

const ways = [["/proc", proc] as const, ...(canLsof() ? [["lsof and ps", programs] as const] : [])];

test.each(ways)(
  "%s: a file that is held is found, also through a link; another of its name is not",
  (_, sight) =>
    inDirectory(async (root) => {
      const path = join(root, "held");
      await writeFile(path, "text");
      await symlink(path, join(root, "link"));
      const input = openSync(path, "r");
      const child = spawn("sleep", ["60"], { stdio: [input, "ignore", "ignore"] });
      closeSync(input);
      onTestFinished(() => void child.kill("SIGKILL"));
      await once(child, "spawn");
      const probe = probeHolders({ ownPid: process.pid, canFlock: false, sight });
      const holder = { how: "open", pid: child.pid };
      expect(await probe.holders(path)).toEqual([holder]);
      expect(await probe.holders(join(root, "link"))).toEqual([holder]);
      expect(await probe.holders(join(root, "other", "held"))).toEqual([]);
      const query = { names: ["sleep"], variables: [] };
      expect(sight.processes(query, process.pid).map(({ pid }) => pid)).toContain(child.pid);
    }),
);

test("where others cannot be seen nobody is", () =>
  inDirectory(async (root) => {
    await writeFile(join(root, "x"), "text");
    const probe = probeHolders({ ownPid: process.pid, canFlock: false, sight: null });
    expect(await probe.holders(join(root, "x"))).toEqual([]);
  }));
