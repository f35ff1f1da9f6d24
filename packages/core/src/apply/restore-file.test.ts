import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { digest } from "../bytes/digest.ts";
import type { Disk } from "../disk/disk.ts";
import { nodeDisk } from "../disk/node-disk.ts";
import type { FileStep } from "../journal/step.ts";
import { filePath } from "../path.ts";
import { inDirectory } from "../testing/in-directory.ts";
import { restoreFile } from "./restore-file.ts";
import { restoreUnit } from "./restore-unit.ts";
import { prepareStep } from "./steps.ts";

const EDIT = {
  kind: "patch",
  group: "sessions",
  base: null,
  hunks: [{ offset: 0, before: Buffer.from("alpha"), after: Buffer.from("beta ") }],
  keepTimes: true,
} as const;

async function withLog(use: (file: ReturnType<typeof filePath>, disk: Disk) => Promise<void>): Promise<void> {
  await inDirectory(async (directory) => {
    const file = filePath(join(directory, "rollout.jsonl"));
    await writeFile(file, "alpha\n");
    await use(file, await nodeDisk());
  });
}

function refused(): Promise<never> {
  return Promise.reject(Object.assign(new Error("EACCES"), { code: "EACCES" }));
}

describe("taking a placed edit back", () => {
  test("does not write to a file that was never written, so one we may not write to is no obstacle", async () => {
    await withLog(async (file, disk) => {
      const step = await prepareStep(disk, { ...EDIT, file }, "op");
      const readOnly = { ...disk, writeAt: refused, flush: refused, setAttributes: refused };
      expect(await restoreFile(readOnly, step)).toBe("before");
    });
  });

  test("makes the old bytes durable before it returns, and puts the time back", async () => {
    await withLog(async (file, disk) => {
      const step = await prepareStep(disk, { ...EDIT, file }, "op");
      const { mtimeNs } = await stat(file, { bigint: true });
      await writeFile(file, "beta \n");
      const flushed: string[] = [];
      const flush: Disk["flush"] = async (paths) => {
        flushed.push(...paths);
        await disk.flush(paths);
      };
      expect(await restoreFile({ ...disk, flush }, step)).toBe("before");
      expect(flushed).toEqual([file]);
      expect(digest(await disk.read(file))).toBe(digest(Buffer.from("alpha\n")));
      expect((await stat(file, { bigint: true })).mtimeNs / 1000n).toBe(mtimeNs / 1000n);
    });
  });
});

test("a file that grew is not renamed away under a tool that has opened it since", async () => {
  await withLog(async (file, disk) => {
    const hunks = [{ offset: 0, before: Buffer.from("alpha"), after: Buffer.from("longer name") }];
    const step = await prepareStep(disk, { ...EDIT, hunks, file }, "op");
    await writeFile(file, "longer name\n");
    const probe: Disk["probe"] = () => ({ holders: async () => [{ how: "open", pid: 1 }] });
    const busy = { code: "tool-lock-busy", params: { file } };
    await expect(restoreFile({ ...disk, probe }, step)).rejects.toMatchObject(busy);
    expect(Buffer.from(await disk.read(file)).toString()).toBe("longer name\n");
    expect(await restoreFile(disk, step)).toBe("before");
    expect(Buffer.from(await disk.read(file)).toString()).toBe("alpha\n");
  });
});

test("rows of a database that is gone are left: the tool rebuilds its index from the files", async () => {
  await withLog(async (file, disk) => {
    const database = `${file}.sqlite`;
    const changes = [{ key: { id: "1" }, before: { provider: "alpha" }, after: { provider: "beta" } }];
    const rows = [{ database, table: "threads", changes }];
    const unit = { id: "sessions/1", group: "sessions", files: [], rows, locks: [] };
    expect(await restoreUnit(disk, unit)).toEqual([{ unit: "sessions/1", file: database }]);
  });
});

describe("a whole file that the tool has changed since", () => {
  async function withConfig(
    text: string,
    use: (config: { readonly disk: Disk; readonly step: FileStep; readonly file: string }) => Promise<void>,
    hunk = { offset: 8, before: Buffer.from('"alpha"'), after: Buffer.from('"beta"') },
  ): Promise<void> {
    await withLog(async (file, disk) => {
      await writeFile(file, text);
      const base = digest(Buffer.from(text));
      const step = await prepareStep(
        disk,
        { kind: "patch", group: "config", file, base, hunks: [hunk] },
        "op",
      );
      await use({ disk, step, file });
    });
  }

  const read = async (disk: Disk, file: string): Promise<string> =>
    Buffer.from(await disk.read(file)).toString();

  test("loses our value and nothing else; a second recovery finds it done", async () => {
    await withConfig('model = "alpha"\n', async ({ disk, step, file }) => {
      await writeFile(file, 'model = "beta"\ntrusted = 1\n');
      expect(await restoreFile(disk, step)).toBe("before");
      expect(await restoreFile(disk, step)).toBe("before");
      expect(await read(disk, file)).toBe('model = "alpha"\ntrusted = 1\n');
    });
  });

  test("is left alone where our value was never put, or is another one now", async () => {
    await withConfig('model = "alpha"\n', async ({ disk, step, file }) => {
      await writeFile(file, 'model = "alpha"\ntrusted = 1\n');
      expect(await restoreFile(disk, step)).toBe("before");
      await writeFile(file, 'model = "gamma"\ntrusted = 1\n');
      expect(await restoreFile(disk, step)).toBe("foreign");
      expect(await read(disk, file)).toBe('model = "gamma"\ntrusted = 1\n');
    });
  });

  test("is left alone where both sides seem to stand: one is the beginning of the other", async () => {
    const hunk = { offset: 0, before: Buffer.from("alpha-2"), after: Buffer.from("alpha") };
    const use = async ({ disk, step, file }: { disk: Disk; step: FileStep; file: string }): Promise<void> => {
      await writeFile(file, "alpha-2 and more\n");
      expect(await restoreFile(disk, step)).toBe("foreign");
      expect(await read(disk, file)).toBe("alpha-2 and more\n");
    };
    await withConfig("alpha-2\n", use, hunk);
  });
});
