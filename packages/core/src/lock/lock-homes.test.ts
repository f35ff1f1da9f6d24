import { expect, test } from "vitest";
import { createContext } from "../context.ts";
import type { Disk } from "../disk/disk.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { lockHomes } from "./lock-homes.ts";

/** The first claim that is removed stays. */
async function stubborn(root: string) {
  const real = await nodeDisk();
  const failures = [Object.assign(new Error("EIO"), { code: "EIO" })];
  const remove: Disk["remove"] = async (path) => {
    const failure = failures.pop();
    if (failure !== undefined) throw failure;
    await real.remove(path);
  };
  const context = await createContext({
    adapters: [],
    environment: { home: root, platform: "linux", variables: {} },
    stateHome: root,
    disk: { ...real, remove },
  });
  const claims = async (): Promise<number> => {
    const names = await Promise.all(["/a", "/b"].map((home) => real.names(context.layout.locks(home))));
    return names.flat().length;
  };
  return { context, claims };
}

test("one claim that cannot be removed keeps no other home locked, and is told", () =>
  inDirectory(async (root) => {
    const { context, claims } = await stubborn(root);
    const locks = await lockHomes(context, ["/a", "/b"]);
    expect(await claims()).toBe(2);
    await expect(locks.release()).rejects.toMatchObject({ code: "EIO" });
    expect(await claims()).toBe(1);
  }));
