import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { none, selective, snapshot } from "@zcf/backup";
import { isSwitchError } from "@zcf/contract";
import { createSwitcher, isEmpty, type SwitchEvent, unitCount } from "@zcf/core";
import { codex } from "@zcf/store-codex";
import { expect, test } from "vitest";

/** What packages/core/README.md shows, with public exports alone. */
const CONFIG = `model_provider = "alpha" # mine

[model_providers.alpha]
name = "Alpha"
base_url = "http://127.0.0.1:1/alpha"
experimental_bearer_token = "sk-alpha-canary"

[model_providers.beta]
name = "Beta"
base_url = "http://127.0.0.1:1/beta"
experimental_bearer_token = "sk-beta-canary"
`;
const META =
  '{"type":"session_meta","payload":{"id":"01a205c5-0000-7000-8000-000000000001","model_provider":"alpha"}}\n';
const ROLLOUT = "sessions/2026/11/23/rollout-2026-11-23T00-19-33-01a205c5-0000-7000-8000-000000000001.jsonl";

async function inHome(use: (root: string) => Promise<void>): Promise<void> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "zcf-programmatic-")));
  try {
    await mkdir(join(root, ".codex/sessions/2026/11/23"), { recursive: true });
    await writeFile(join(root, ".codex/config.toml"), CONFIG);
    await writeFile(join(root, ".codex", ROLLOUT), META);
    await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function switcherIn(root: string, events: SwitchEvent[]) {
  return createSwitcher({
    adapters: [codex()],
    backups: [selective(), snapshot(), none()],
    environment: { home: root, platform: "linux", variables: {} },
    stateHome: join(root, "state"),
    reporter: (event) => events.push(event),
  });
}

test("plans, shows, asks, applies, and tells", async () => {
  await inHome(async (root) => {
    const events: SwitchEvent[] = [];
    const switcher = switcherIn(root, events);
    const operation = await switcher.plan({ tools: ["codex"], target: "beta" });
    expect(isEmpty(operation)).toBe(false);
    expect(operation.stores.map(({ from, summary }) => [from, unitCount(summary)])).toEqual([["alpha", 1]]);

    const diffs: string[] = [];
    for await (const change of switcher.preview(operation))
      if (change.type === "file") diffs.push(change.diff);
    expect(diffs).toHaveLength(2);
    expect(diffs[0]).toContain('-model_provider = "alpha" # mine\n+model_provider = "beta" # mine\n');
    expect(diffs.join("")).not.toContain("canary");

    expect((await switcher.apply(operation, { confirm: async () => false })).outcome).toBe("declined");
    expect(await readFile(join(root, ".codex/config.toml"), "utf8")).toBe(CONFIG);

    const report = await switcher.apply(operation, { backup: "snapshot" });
    expect(report.outcome).toBe("applied");
    expect(report.stores[0]).toMatchObject({
      tool: "codex",
      from: "alpha",
      to: "beta",
      applied: { sessions: 1 },
    });
    expect(await readFile(join(root, ".codex/config.toml"), "utf8")).toBe(
      CONFIG.replace('"alpha" #', '"beta" #'),
    );
    expect(await readFile(join(root, ".codex", ROLLOUT), "utf8")).toBe(META.replace('"alpha"', '"beta" '));
    expect(await readFile(join(report.backup?.path ?? "", "0-codex/config.toml"), "utf8")).toBe(CONFIG);

    expect(await switcher.previousTarget("codex")).toBe("alpha");
    const [inspection] = await switcher.inspect({ tools: ["codex"] }, "full");
    expect(inspection?.state.sessions).toEqual([{ provider: "beta", sessions: 1 }]);
    expect(events.map((event) => event.type)).toContain("progress");
    expect(JSON.stringify(events)).not.toContain("canary");
  });
});

test("what is expected to go wrong is a typed error that says what is on disk", async () => {
  await inHome(async (root) => {
    const switcher = switcherIn(root, []);
    const unknown = await switcher
      .plan({ tools: ["codex"], target: "betta" })
      .catch((error: unknown) => error);
    if (!isSwitchError(unknown)) throw new Error("not a SwitchError");
    expect([unknown.kind, unknown.code, unknown.disk]).toEqual([
      "usage",
      "codex.unknown-target",
      "untouched",
    ]);
    await expect(switcher.plan({ tools: ["other"], target: "beta" })).rejects.toMatchObject({
      code: "unknown-tool",
    });
    const operation = await switcher.plan({ tools: ["cx"], target: "beta" });
    await expect(switcher.apply(operation, { backup: "all" })).rejects.toMatchObject({
      code: "unknown-backup",
    });
  });
});
