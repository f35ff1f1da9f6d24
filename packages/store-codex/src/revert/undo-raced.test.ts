import { writeFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { faultyDisk, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher, type Disk, nodeDisk } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "../adapter.ts";
import { configOf } from "./testing/undo-home.ts";

const login = (key: string): string => JSON.stringify({ OPENAI_API_KEY: key });

async function withUndo(
  use: (about: {
    readonly switcher: (disk: Disk) => ReturnType<typeof createSwitcher>;
    readonly config: string;
    readonly logIn: () => void;
  }) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (root) => {
    const home = join(root, "home");
    const [config, auth] = [join(home, "config.toml"), join(home, "auth.json")];
    await mkdir(home);
    await writeFile(config, configOf('model_provider = "plain"'));
    await writeFile(auth, login("sk-plain"));
    const switcher = (disk: Disk) =>
      createSwitcher({
        adapters: [codex()],
        environment: { home: root, platform: "linux", variables: { CODEX_HOME: home } },
        stateHome: join(root, "zcf"),
        disk,
      });
    const first = switcher(await nodeDisk());
    await first.apply(await first.plan({ tools: ["codex"], target: "alpha" }));
    await use({ switcher, config, logIn: () => writeFileSync(auth, login("sk-official")) });
  });
}

/** The key of one server must not go to another. */
test("a login between plan and undo is seen, and nothing is written", () =>
  withUndo(async ({ switcher, config, logIn }) => {
    const undoing = switcher(await nodeDisk());
    const planned = await undoing.plan({ undo: "last" });
    logIn();
    await expect(undoing.apply(planned, { replan: "when-overtaken" })).rejects.toMatchObject({
      code: "changed",
      disk: "untouched",
    });
    expect(await readFile(config, "utf8")).toContain('model_provider = "alpha"');
  }));

test("one while it is written, too, and it is taken back", () =>
  withUndo(async ({ switcher, config, logIn }) => {
    const { disk } = faultyDisk(await nodeDisk(), null, ({ name, path }) => {
      if (name === "rename" && path.endsWith("config.toml")) logIn();
    });
    const undoing = switcher(disk);
    await expect(undoing.apply(await undoing.plan({ undo: "last" }))).rejects.toMatchObject({
      code: "changed",
      disk: "restored",
    });
    expect(await readFile(config, "utf8")).toContain('model_provider = "alpha"');
  }));
