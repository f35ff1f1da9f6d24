import { chmod, mkdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Disk, nodeDisk, type Preview, type Report } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { faultyDisk } from "../faults/faulty-disk.ts";
import { differences, isSqliteSidecar, readTree } from "../homes/read-tree.ts";
import { inToyWorld, type ToyWorld } from "./toy-world.ts";

/** With what no adapter knows: a file of the user's, private, and old. */
async function addOwnFiles(home: string): Promise<void> {
  await mkdir(join(home, "prompts"));
  await writeFile(join(home, "prompts/one.md"), "one, as it was\n", { mode: 0o640 });
  await chmod(join(home, "prompts/one.md"), 0o640);
  await utimes(join(home, "prompts/one.md"), 1_600_000_000, 1_600_000_000.25);
  await writeFile(join(home, "instructions.md"), "be brief\n");
}

async function restore({ switcher }: ToyWorld, id: string | null, backup?: string): Promise<Report> {
  const made = switcher();
  const operation = await made.plan({ fromBackup: id ?? "" });
  return made.apply(operation, backup === undefined ? {} : { backup });
}

async function previewOf({ switcher }: ToyWorld, id: string | null): Promise<readonly Preview[]> {
  const made = switcher();
  const shown: Preview[] = [];
  for await (const one of made.preview(await made.plan({ fromBackup: id ?? "" }))) shown.push(one);
  return shown;
}

function tree(home: string) {
  return readTree(home, { skip: isSqliteSidecar });
}

describe("from a snapshot", () => {
  test("copies are for their owner alone, down to the last folder, and the list knows their size", async () => {
    await inToyWorld(async (world) => {
      await addOwnFiles(world.home);
      const { operation, backup } = await world.switchTo("beta", {}, "snapshot");
      const copies = await readTree(backup?.path ?? "");
      expect([...copies.keys()]).toContain("0-toy/prompts/one.md");
      for (const { kind, mode } of copies.values()) expect(mode).toBe(kind === "file" ? 0o600 : 0o700);
      expect((await stat(backup?.path ?? "")).mode & 0o777).toBe(0o700);
      const [entry] = (await world.switcher().backups()).operations;
      const held = [...copies].filter(([name]) => name !== "manifest.json");
      const bytes = held.reduce((sum, [, { content }]) => sum + Buffer.from(content, "base64").length, 0);
      expect(entry).toMatchObject({
        id: operation,
        backup: "snapshot",
        restorable: true,
        copies: backup?.path,
      });
      expect(entry?.bytes).toBeGreaterThan(bytes);
    });
  });

  test("files that changed or went come back, those that came stay, notes and rows are left; undo takes it back", async () => {
    await inToyWorld(async (world) => {
      const { home } = world;
      await addOwnFiles(home);
      const { operation } = await world.switchTo("beta", {}, "snapshot");
      await rm(join(home, "prompts/one.md"));
      await writeFile(join(home, "instructions.md"), "be very long, please\n");
      await writeFile(join(home, "came-since.txt"), "new\n");
      const before = await tree(home);

      const report = await restore(world, operation);
      expect(report.outcome).toBe("applied");
      expect(report.stores[0]?.notices.map(({ code }) => code)).toEqual(["restore-files-only"]);
      expect(await readFile(join(home, "config.txt"), "utf8")).toContain("target=alpha\n");
      expect(await readFile(join(home, "instructions.md"), "utf8")).toBe("be brief\n");
      const back = await stat(join(home, "prompts/one.md"));
      expect([back.mode & 0o777, back.mtimeMs]).toEqual([0o640, 1_600_000_000_250]);
      expect(await readFile(join(home, "came-since.txt"), "utf8")).toBe("new\n");
      const changed = differences(before, await tree(home));
      expect(changed).toEqual(["config.txt", "instructions.md", "prompts/one.md"]);

      const switcher = world.switcher();
      expect((await switcher.apply(await switcher.plan({ undo: "last" }))).outcome).toBe("applied");
      expect(differences(before, await tree(home))).toEqual([]);
    });
  });

  test("the adapter plans the files that it names: a login that was made since stays", async () => {
    await inToyWorld(async (world) => {
      const config = join(world.home, "config.txt");
      await writeFile(config, `login=old\n${await readFile(config, "utf8")}`);
      const { operation } = await world.switchTo("beta", {}, "snapshot");
      await writeFile(config, (await readFile(config, "utf8")).replace("login=old", "login=renewed"));
      await restore(world, operation);
      expect(await readFile(config, "utf8")).toBe(
        "login=renewed\n# my config\r\ntarget=alpha\ncolour=blue\n",
      );
      expect((await restore(world, operation)).outcome).toBe("nothing");
    });
  });

  test("undo refuses where one of the other files was changed since; the rest alone can be undone", async () => {
    await inToyWorld(async (world) => {
      await addOwnFiles(world.home);
      const { operation } = await world.switchTo("beta", {}, "snapshot");
      await writeFile(join(world.home, "instructions.md"), "be long\n");
      const done = await restore(world, operation);
      await writeFile(join(world.home, "instructions.md"), "mine\n");
      const switcher = world.switcher();
      const params = { file: join(world.home, "instructions.md"), operation: done.operation };
      await expect(switcher.plan({ undo: "last" })).rejects.toMatchObject({ code: "undo-changed", params });
      await switcher.apply(await switcher.plan({ undo: "last", only: ["config"] }));
      expect(await readFile(join(world.home, "config.txt"), "utf8")).toContain("target=beta\n");
      expect(await readFile(join(world.home, "instructions.md"), "utf8")).toBe("mine\n");
    });
  });

  test("what nobody knows is shown by its size alone, and the plan writes nothing", async () => {
    await inToyWorld(async (world) => {
      await writeFile(join(world.home, "token.txt"), "canary-one");
      const { operation } = await world.switchTo("beta", {}, "snapshot");
      await writeFile(join(world.home, "token.txt"), "canary-two!");
      const before = await readTree(world.root, { skip: isSqliteSidecar });
      const shown = await previewOf(world, operation);
      expect(JSON.stringify(shown)).not.toContain("canary");
      const own = shown.find((one) => one.type === "file" && one.group === "files");
      expect(own).toMatchObject({ change: "patch", hunks: null });
      expect(own?.type === "file" ? own.diff : "").toContain("-(11 bytes)\n+(10 bytes)\n");
      expect(differences(before, await readTree(world.root, { skip: isSqliteSidecar }))).toEqual([]);
    });
  });

  test("a file whose folder is gone is named, with where its copy is, and the restore counts as partial", async () => {
    await inToyWorld(async (world) => {
      await addOwnFiles(world.home);
      const { operation, backup } = await world.switchTo("beta", {}, "snapshot");
      await rm(join(world.home, "prompts"), { recursive: true });
      const report = await restore(world, operation);
      expect(report.outcome).toBe("partial");
      expect(report.stores[0]?.notices).toContainEqual({
        code: "restore-left",
        severity: "warning",
        incomplete: true,
        params: { files: [join(world.home, "prompts/one.md")], path: backup?.path },
      });
    });
  });

  test("a copy that is gone is an error before anything is written; without its manifest it is no backup, the record is", async () => {
    await inToyWorld(async (world) => {
      await addOwnFiles(world.home);
      const { operation, backup } = await world.switchTo("beta", {}, "snapshot");
      await rm(join(backup?.path ?? "", "0-toy/instructions.md"));
      await expect(restore(world, operation)).rejects.toMatchObject({
        code: "backup-damaged",
        disk: "untouched",
      });
      await rm(join(backup?.path ?? "", "manifest.json"));
      await restore(world, operation);
      expect(await readFile(join(world.home, "config.txt"), "utf8")).toContain("target=alpha\n");
    });
  });
});

test("killed at every call of a restore, recovery leaves all of its files before or after it, and no secret beside them", {
  timeout: 120_000,
}, async () => {
  const prepare = async (world: ToyWorld): Promise<string> => {
    await addOwnFiles(world.home);
    const { operation } = await world.switchTo("beta", {}, "snapshot");
    await rm(join(world.home, "prompts/one.md"));
    await writeFile(join(world.home, "instructions.md"), "canary: be very long, please\n");
    return operation ?? "";
  };
  const restoreOn = async (world: ToyWorld, id: string, disk: Disk): Promise<void> => {
    const made = world.switcher({ disk });
    await made.apply(await made.plan({ fromBackup: id }));
  };
  const counted = faultyDisk(await nodeDisk(), null);
  await inToyWorld(async (world) => restoreOn(world, await prepare(world), counted.disk));
  expect(counted.calls.length).toBeGreaterThan(10);
  const seen = new Set<string>();
  for (let call = 0; call < counted.calls.length; call += 1) {
    await inToyWorld(async (world) => {
      const id = await prepare(world);
      const before = await tree(world.home);
      const { disk } = faultyDisk(await nodeDisk(), { call, moment: "torn", failure: "death" });
      await expect(restoreOn(world, id, disk)).rejects.toThrow();
      await world.switcher().recover();
      const changed = differences(before, await tree(world.home));
      expect([[], ["config.txt", "instructions.md", "prompts/one.md"]]).toContainEqual(changed);
      seen.add(String(changed.length));
      const state = await readTree(world.state);
      const holding = [...state].filter(([, { content }]) =>
        Buffer.from(content, "base64").includes(Buffer.from("canary").toString("base64").slice(0, 8)),
      );
      expect(holding.filter(([name]) => !name.endsWith("sealed.json"))).toEqual([]);
      for (const [, { kind, mode }] of state) expect(mode).toBe(kind === "file" ? 0o600 : 0o700);
    });
  }
  expect(seen).toEqual(new Set(["0", "3"]));
  console.info(`${counted.calls.length} deaths in a restore`);
});

describe("from the record of an operation", () => {
  test("the required files are as before it: what it changed, what it created, what it removed", async () => {
    await inToyWorld(async (world) => {
      const { home } = world;
      const first = await world.switchTo("beta");
      const key = await readFile(join(home, "key.txt"));
      await chmod(join(home, "key.txt"), 0o400);
      const second = await world.switchTo("alpha");
      await expect(stat(join(home, "key.txt"))).rejects.toMatchObject({ code: "ENOENT" });

      await restore(world, second.operation);
      expect(await readFile(join(home, "config.txt"), "utf8")).toContain("target=beta\n");
      expect(await readFile(join(home, "key.txt"))).toEqual(key);
      expect((await stat(join(home, "key.txt"))).mode & 0o777).toBe(0o400);

      const report = await restore(world, first.operation);
      expect(report.stores[0]).toMatchObject({ from: "beta", to: "alpha" });
      expect(await readFile(join(home, "config.txt"), "utf8")).toContain("target=alpha\n");
      await expect(stat(join(home, "key.txt"))).rejects.toMatchObject({ code: "ENOENT" });
    });
  });

  test("with `none` nothing is kept, and an error says so; so it does for an id that nothing has", async () => {
    await inToyWorld(async (world) => {
      const { operation } = await world.switchTo("beta", {}, "none");
      expect((await world.switcher().backups()).operations[0]).toMatchObject({ restorable: false });
      const refused = { code: "backup-dropped", kind: "conflict", params: { backup: operation } };
      await expect(restore(world, operation)).rejects.toMatchObject(refused);
      await expect(restore(world, "../pending")).rejects.toMatchObject({ code: "no-backup", kind: "usage" });
    });
  });

  test("a restore with `none` is one that cannot be restored itself, and its own record says whose backup it was", async () => {
    await inToyWorld(async (world) => {
      const { operation } = await world.switchTo("beta");
      const report = await restore(world, operation, "none");
      const [entry] = (await world.switcher().backups()).operations;
      expect(entry).toMatchObject({ id: report.operation, restorable: false });
      expect(entry?.purpose).toEqual({ goal: "revert", of: operation, backup: true });
    });
  });

  test("a home that is gone is an error", async () => {
    await inToyWorld(async (world) => {
      const { operation } = await world.switchTo("beta");
      await rm(world.home, { recursive: true });
      await expect(restore(world, operation)).rejects.toMatchObject({ disk: "untouched" });
    });
  });
});
