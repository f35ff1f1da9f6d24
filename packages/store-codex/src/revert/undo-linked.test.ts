import { appendFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "../adapter.ts";
import { configOf } from "./testing/undo-home.ts";

test.each(["the home", "the file"])("behind a symbolic link: %s", async (what) => {
  await withTemporaryDirectory(async (root) => {
    const real = join(root, "real");
    const home = join(root, "home");
    await mkdir(real);
    const config = join(real, "config.toml");
    await writeFile(config, configOf('model_provider = "alpha"'));
    if (what === "the home") await symlink(real, home);
    else {
      await mkdir(home);
      await symlink(config, join(home, "config.toml"));
    }
    const switcher = createSwitcher({
      adapters: [codex()],
      environment: { home: root, platform: "linux", variables: { CODEX_HOME: home } },
      stateHome: join(root, "zcf"),
    });
    const tools = ["codex"];
    await switcher.apply(await switcher.plan({ tools, target: "beta" }));
    await appendFile(config, "# mine\n");
    expect(await switcher.apply(await switcher.plan({ tools, undo: "last" }))).toMatchObject({
      outcome: "applied",
    });
    expect(await readFile(config, "utf8")).toBe(`${configOf('model_provider = "alpha"')}# mine\n`);
    await switcher.apply(await switcher.plan({ tools, undo: "last" }));
    expect(await readFile(config, "utf8")).toBe(`${configOf('model_provider = "beta"')}# mine\n`);
  });
});
