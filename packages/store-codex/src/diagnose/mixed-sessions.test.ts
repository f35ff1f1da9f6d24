import { join } from "node:path";
import { withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher, nodeDisk } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "../adapter.ts";
import { file, meta, rolloutName, settings, threadId } from "../sessions/testing/session-lines.ts";
import { type HomeFiles, home, OWN } from "./testing/sick-home.ts";

const [ONE, TWO] = [threadId(1), threadId(2)];
const DAY = "sessions/2026/11/23";
const PLAIN = `${DAY}/${rolloutName(ONE)}`;
const LATER = `${DAY}/${rolloutName(ONE, TWO)}`;

/** What doctor says of sessions, and how many of them `sessions sync` would move. */
async function told(files: HomeFiles): Promise<{ readonly checks: unknown; readonly moved: number }> {
  return withTemporaryDirectory(async (root) => {
    const place = join(root, "home");
    await home(files)(place);
    const disk = await nodeDisk();
    const switcher = createSwitcher({
      adapters: [codex()],
      environment: { home: root, platform: "other", variables: { CODEX_HOME: place } },
      stateHome: join(root, "state"),
      disk: { ...disk, probe: () => ({ holders: async () => [] }), processes: async () => [] },
    });
    const findings = (await switcher.diagnose()).stores.flatMap((store) => store.findings);
    const { stores } = await switcher.plan({ tools: ["codex"], target: "p", sessions: "sync" });
    let moved = 0;
    for (const { plan } of stores)
      for await (const unit of plan.units()) moved += Number(unit.kind === "unit");
    return { checks: findings.map(({ check }) => check), moved };
  });
}

test.each<readonly [string, HomeFiles]>([
  ["a later setting", { [PLAIN]: file(meta(ONE, "p"), settings("openai", ONE)) }],
  ["a later copy of its own first line", { [PLAIN]: file(meta(ONE, "p"), meta(ONE, "openai")) }],
  ["an older file of it", { [PLAIN]: file(meta(ONE, "openai")), [LATER]: file(meta(ONE, "p")) }],
  ["a setting below a first line that names none", { [PLAIN]: file(meta(ONE, ""), settings("openai", ONE)) }],
])("%s that names another provider is told of", async (_name, files) => {
  expect(await told(files)).toEqual({ checks: ["codex.sessions-mixed"], moved: 1 });
});

test.each<readonly [string, HomeFiles, readonly string[]]>([
  ["the copy of another session's first line", { [PLAIN]: file(meta(ONE, "p"), meta(TWO, "openai")) }, []],
  ["the same everywhere", { [PLAIN]: file(meta(ONE, "p"), meta(ONE, "p"), settings("p", ONE)) }, []],
  [
    "listed elsewhere as well, which is told of already",
    { "config.toml": `model_provider = "p"\n${OWN}`, [PLAIN]: file(meta(ONE, "openai"), settings("p", ONE)) },
    ["codex.drift-sessions"],
  ],
])("%s is not", async (_name, files, checks) => {
  expect((await told(files)).checks).toEqual(checks);
});
