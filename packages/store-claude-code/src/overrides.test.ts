import { mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { type FilePath, SwitchError, type View } from "@zcf/contract";
import { expect, test } from "vitest";
import { readManaged } from "./overrides.ts";
import type { Places } from "./places.ts";

async function withManaged(use: (view: View, places: Places) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (managed) => {
    await mkdir(join(managed, "managed-settings.d"));
    const file = join(managed, "managed-settings.json");
    await writeFile(file, '{"env":{"ANTHROPIC_MODEL":"x"}}');
    await writeFile(join(managed, "managed-settings.d/1.json"), '{"env":{"ANTHROPIC_MODEL":"y"}}');
    await use(await viewOf(), { managed: managed as FilePath } as Places);
  });
}

function denied(): never {
  throw new SwitchError({ kind: "environment", code: "unreadable", params: { system: "EACCES" } });
}

test("the files of the directory stand above the one beside it", () =>
  withManaged(async (view, places) => {
    const env = (await readManaged(view, places)).map((one) => one.env["ANTHROPIC_MODEL"]);
    expect(env).toEqual(["y", "x"]);
  }));

test("a directory that cannot be listed is told of, and the file beside it is read all the same", () =>
  withManaged(async (view, places) => {
    const all = await readManaged({ ...view, list: denied }, places);
    expect(all.map(({ file, ...rest }) => ({ file: basename(file), ...rest }))).toEqual([
      { file: "managed-settings.d", env: {}, isUnreadable: true },
      { file: "managed-settings.json", env: { ANTHROPIC_MODEL: "x" }, isUnreadable: false },
    ]);
  }));
