import { readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Disk, nodeDisk } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { faultyDisk } from "../faults/faulty-disk.ts";
import {
  BETA,
  die,
  inside,
  journalIn,
  pendingIn,
  SWAPPED,
  switcherOn,
  withHomes,
  withSwapped,
} from "./testing/dead-switch.ts";
import { twin } from "./testing/twin.ts";
import { toy } from "./toy-adapter.ts";

describe("recover of certain stores", () => {
  test("leaves other homes alone, and knows a home by every name", () =>
    withHomes(async (root, home, other) => {
      await die(root, { ...SWAPPED, on: inside(home) });
      await die(root, { ...SWAPPED, on: inside(other) }, { home: other });
      const switcher = switcherOn(root);
      await symlink(other, join(root, "link"));
      expect(await switcher.recover({ tools: ["ty"], home: join(root, "link") })).toHaveLength(1);
      expect(await switcher.unfinished()).toMatchObject([{ stores: [{ home }] }]);
      expect(await switcher.recover({ home: other })).toEqual([]);
      await expect(switcher.recover({ tools: ["unknown"] })).rejects.toMatchObject({ code: "unknown-tool" });
      expect(await switcher.recover({ tools: ["toy"] })).toHaveLength(1);
      expect(await switcher.unfinished()).toEqual([]);
    }));

  test("is not kept from one home by another one that is busy", () =>
    withHomes(async (root, home, other) => {
      await die(root, { ...SWAPPED, on: inside(home) });
      await die(root, { ...SWAPPED, on: inside(other) }, { home: other });
      const { self } = await nodeDisk();
      const [folder = ""] = await readdir(join(root, "state/locks"));
      const claim = join(root, "state/locks", folder, `${self.pid}-aa.claim`);
      await writeFile(claim, JSON.stringify({ ...self, command: "zcf" }));
      await expect(switcherOn(root).recover()).rejects.toMatchObject({ code: "home-locked" });
      await rm(claim);
      // The one that was busy.
      expect(await switcherOn(root).recover()).toHaveLength(1);
      expect(await switcherOn(root).unfinished()).toEqual([]);
    }));

  test("locks all homes of the operation, and waits for them as long as was said", () =>
    withHomes(async (root, home, other) => {
      const adapters = [toy(), twin(other)];
      const { disk } = faultyDisk(await nodeDisk(), { ...SWAPPED, on: inside(home) });
      const dead = switcherOn(root, { disk, adapters });
      await expect(dead.apply(await dead.plan({ tools: ["toy", "twin"], target: "beta" }))).rejects.toThrow(
        "Death",
      );
      const { self } = await nodeDisk();
      const switcher = switcherOn(root, { adapters });
      const folders = await readdir(join(root, "state/locks"));
      expect(folders).toHaveLength(2);
      for (const folder of folders) {
        const claim = join(root, "state/locks", folder, `${self.pid}-aa.claim`);
        await writeFile(claim, JSON.stringify({ ...self, command: "zcf undo" }));
        const began = performance.now();
        await expect(switcher.recover({ home, waitMs: 200 })).rejects.toMatchObject({
          code: "home-locked",
          params: { command: "zcf undo" },
        });
        expect(performance.now() - began).toBeGreaterThan(195);
        await rm(claim);
      }
      expect(await switcher.recover({ home: other })).toMatchObject([{ state: "rolled-back" }]);
      expect(await readFile(join(home, "config.txt"), "utf8")).toContain("target=alpha");
    }));
});

test("a switch locks the other homes of what died there while it waited", () =>
  withHomes(async (root, home, other) => {
    const real = await nodeDisk();
    const adapters = [toy(), twin(other)];
    const state = { died: false };
    const locked = new Set<string>();
    const writeVolatile: Disk["writeVolatile"] = async (path, content) => {
      if (!state.died) {
        state.died = true;
        const { disk } = faultyDisk(real, { ...SWAPPED, on: inside(home) });
        const dead = switcherOn(root, { disk, adapters });
        await expect(dead.apply(await dead.plan({ tools: ["toy", "twin"], target: "beta" }))).rejects.toThrow(
          "Death",
        );
      }
      locked.add(join(path, ".."));
      await real.writeVolatile(path, content);
    };
    const switcher = switcherOn(root, { disk: { ...real, writeVolatile } });
    const report = await switcher.apply(await switcher.plan({ ...BETA, sessions: "off" }));
    expect(report).toMatchObject({ outcome: "applied", recovered: [{ state: "rolled-back" }] });
    expect([...locked].filter((path) => path.includes("locks"))).toHaveLength(2);
  }));

describe("an unfinished operation ends", () => {
  test.each([
    ["written", "beta"],
    ["removed", "alpha"],
  ])("when its home is gone, with a file that was to be %s", (_, target) =>
    withHomes(async (root, home) => {
      if (target === "alpha") {
        const switcher = switcherOn(root);
        await switcher.apply(await switcher.plan(BETA));
      }
      await die(root, { ...SWAPPED, on: (path) => /(config|key)/.test(path) }, { target });
      await rm(home, { recursive: true });
      const recovered = await switcherOn(root).recover({ home });
      expect(recovered).toMatchObject([{ state: "rolled-back", foreign: [] }]);
      expect(await pendingIn(root)).toEqual([]);
    }),
  );

  test("when its adapter is not known any more", () =>
    withSwapped(async (root, home) => {
      expect(await switcherOn(root, { adapters: [] }).recover()).toMatchObject([{ state: "rolled-back" }]);
      expect(await readFile(join(home, "config.txt"), "utf8")).toContain("target=alpha");
    }));

  test("when a read-only disk can be written again, and not before", () =>
    withSwapped(async (root, home) => {
      const on = inside(home);
      const fault = { call: 0, moment: "before", failure: "EROFS", lasting: true, on } as const;
      const { disk } = faultyDisk(await nodeDisk(), fault);
      const switcher = switcherOn(root, { disk });
      const config = join(home, "config.txt");
      const journal = await journalIn(root);
      for (const abandon of [false, true])
        await expect(switcher.recover({ abandon })).rejects.toMatchObject({
          kind: "unfinished",
          code: "unfinished",
          disk: "unfinished",
          params: { system: "EROFS", files: [join(home, "key.txt"), config], journal },
        });
      expect(await switcherOn(root).recover()).toMatchObject([{ state: "rolled-back", foreign: [] }]);
      expect(await readFile(config, "utf8")).toContain("target=alpha");
    }));

  test("when its database is gone", () =>
    withHomes(async (root, home) => {
      const database = join(home, "index.sqlite");
      await die(root, { ...SWAPPED, call: 0, on: inside(database) });
      await rm(database);
      const recovered = await switcherOn(root).recover();
      expect(recovered).toMatchObject([{ state: "interrupted", foreign: [database] }]);
      expect(await readFile(join(home, "notes/n0.txt"), "utf8")).toMatch(/^owner=alpha\n/);
    }));

  test(
    "when its database is free again, and not before",
    () =>
      withHomes(async (root, home) => {
        const database = join(home, "index.sqlite");
        await die(root, { ...SWAPPED, call: 0, on: inside(database) });
        const journal = await journalIn(root);
        const blocker = new DatabaseSync(database);
        blocker.exec("BEGIN IMMEDIATE");
        await expect(switcherOn(root).recover({ abandon: true })).rejects.toMatchObject({
          kind: "unfinished",
          code: "database",
          params: { file: database, journal },
        });
        blocker.exec("ROLLBACK");
        blocker.close();
        expect(await switcherOn(root).recover()).toMatchObject([{ state: "interrupted", foreign: [] }]);
      }),
    30_000,
  );

  test("when its database is none any more, and it is abandoned", () =>
    withHomes(async (root, home) => {
      const database = join(home, "index.sqlite");
      await die(root, { ...SWAPPED, call: 0, on: inside(database) });
      await writeFile(database, "this is no database, whatever it was before".repeat(100));
      const switcher = switcherOn(root);
      await expect(switcher.recover()).rejects.toMatchObject({ kind: "unfinished", code: "database" });
      const recovered = await switcher.recover({ abandon: true });
      expect(recovered).toMatchObject([{ state: "interrupted", foreign: [database] }]);
      expect(await readFile(join(home, "notes/n0.txt"), "utf8")).toMatch(/^owner=alpha\n/);
    }));
});
