import { appendFile, chmod, readFile, rename, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createSwitcher, type Disk, nodeDisk, type Preview, type Report } from "@zcf/core";
import { expect, test } from "vitest";
import { differences, readTree } from "../homes/read-tree.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { toy } from "./toy-adapter.ts";
import { makeToyHome } from "./toy-home.ts";

const MODE_ONLY = ["toy.loose-mode"];

function switcherOn(root: string, disk?: Disk) {
  return createSwitcher({
    adapters: [toy()],
    environment: { home: join(root, "home"), platform: "linux", variables: {} },
    stateHome: join(root, "state"),
    ...(disk === undefined ? {} : { disk }),
  });
}

async function fix(root: string, checks: "all" | readonly string[], disk?: Disk): Promise<Report> {
  const switcher = switcherOn(root, disk);
  return switcher.apply(await switcher.plan({ tools: ["toy"], fix: checks }));
}

async function undo(root: string): Promise<Report> {
  const switcher = switcherOn(root);
  return switcher.apply(await switcher.plan({ undo: "last" }));
}

async function withHome(use: (root: string, config: string) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), 1);
    await use(root, join(root, "home", "config.txt"));
  });
}

async function modeOf(file: string): Promise<number> {
  return (await stat(file)).mode & 0o7777;
}

test("a mode changes alone: bytes and time stay, and undo puts it back", async () => {
  await withHome(async (root, config) => {
    const before = await readTree(join(root, "home"));
    await fix(root, MODE_ONLY);
    const after = await readTree(join(root, "home"));
    expect(differences(before, after)).toEqual(["config.txt"]);
    expect(after.get("config.txt")).toEqual({ ...before.get("config.txt"), mode: 0o600 });
    await undo(root);
    expect(differences(before, await readTree(join(root, "home")))).toEqual([]);
    expect(await modeOf(config)).toBe(0o640);
  });
});

test("a mode and bytes change in one edit, and undo puts both back", async () => {
  await withHome(async (root, config) => {
    const before = await readTree(join(root, "home"));
    await fix(root, "all");
    expect(await readFile(config, "utf8")).toBe("# my config\ntarget=alpha\ncolour=blue\n");
    expect(await modeOf(config)).toBe(0o600);
    await undo(root);
    expect(differences(before, await readTree(join(root, "home")))).toEqual([]);
  });
});

test("a mode that somebody has changed since is theirs: undo leaves it", async () => {
  await withHome(async (root, config) => {
    await fix(root, MODE_ONLY);
    await chmod(config, 0o400);
    await undo(root);
    expect(await modeOf(config)).toBe(0o400);
  });
});

test("a file that somebody has written to since keeps its mode: undo never opens what it does not know", async () => {
  await withHome(async (root, config) => {
    await fix(root, MODE_ONLY);
    await appendFile(config, "token=new\n");
    await undo(root);
    expect(await modeOf(config)).toBe(0o600);
    expect(await readFile(config, "utf8")).toMatch(/token=new\n$/);
  });
});

test("a mode that is not the one that was read is a conflict, and nothing is written", async () => {
  await withHome(async (root, config) => {
    const switcher = switcherOn(root);
    const operation = await switcher.plan({ tools: ["toy"], fix: "all" });
    const late = { replan: "when-overtaken" } as const;
    await chmod(config, 0o644);
    const before = await readTree(join(root, "home"));
    await expect(switcher.apply(operation, late)).rejects.toMatchObject({
      code: "changed",
      kind: "conflict",
    });
    expect(differences(before, await readTree(join(root, "home")))).toEqual([]);
  });
});

test("a mode that is changed while it is staged is a conflict, and stays", async () => {
  await withHome(async (root, config) => {
    const real = await nodeDisk();
    const disk: Disk = {
      ...real,
      writeNew: async (path, content, attributes) => {
        await real.writeNew(path, content, attributes);
        if (path.includes(".config.txt.zcf-")) await chmod(config, 0o644);
      },
    };
    await expect(fix(root, MODE_ONLY, disk)).rejects.toMatchObject({ code: "changed" });
    expect(await modeOf(config)).toBe(0o644);
  });
});

test("a system that does not give the mode is noticed, and all is taken back", async () => {
  await withHome(async (root, config) => {
    const real = await nodeDisk();
    const disk: Disk = {
      ...real,
      writeNew: (path, content, attributes) =>
        real.writeNew(path, content, {
          ...attributes,
          ...(path.includes(".config.txt.zcf-") ? { mode: 0o644 } : {}),
        }),
    };
    await expect(fix(root, MODE_ONLY, disk)).rejects.toMatchObject({
      // By core itself, before the adapter is asked once more.
      kind: "conflict",
      code: "verify-failed",
      disk: "restored",
    });
    expect(await modeOf(config)).toBe(0o640);
  });
});

test("the link stays a link, and what it leads to gets the mode", async () => {
  await withHome(async (root, config) => {
    const target = join(root, "home", "elsewhere.txt");
    await rename(config, target);
    await symlink(target, config);
    await writeFile(join(root, "home", "other"), "");
    await fix(root, MODE_ONLY);
    expect(await modeOf(target)).toBe(0o600);
    expect((await readTree(join(root, "home"))).get("config.txt")?.kind).toBe("link");
  });
});

test("of a file whose mode alone changes nothing is kept, so that no backup holds it", async () => {
  await withHome(async (root, config) => {
    const text = await readFile(config);
    await fix(root, MODE_ONLY);
    for (const { content } of (await readTree(join(root, "state"))).values()) {
      const kept = Buffer.from(content, "base64").toString();
      expect(kept).not.toContain("colour=blue");
      expect(kept).not.toContain(text.toString("base64").slice(0, 20));
    }
    const switcher = switcherOn(root);
    expect((await switcher.backups()).operations).toMatchObject([{ restorable: false }]);
  });
});

test("a preview says which mode it had, and which it gets", async () => {
  await withHome(async (root) => {
    const switcher = switcherOn(root);
    const operation = await switcher.plan({ tools: ["toy"], fix: MODE_ONLY });
    const changes: Preview[] = [];
    for await (const change of switcher.preview(operation)) changes.push(change);
    const [change] = changes;
    expect(changes).toHaveLength(1);
    expect(change).toMatchObject({ mode: { before: 0o640, after: 0o600 }, hunks: [] });
    expect(change).toMatchObject({
      diff: expect.stringMatching(/^old mode 0640\nnew mode 0600\n--- /) as unknown,
    });
  });
});
