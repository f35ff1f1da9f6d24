import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSwitcher } from "@zcf/core";
import { claudeCode } from "@zcf/store-claude-code";
import { codex } from "@zcf/store-codex";
import { expect, test } from "vitest";
import { findPreset, presetFields } from "./find-preset.ts";
import { PRESETS } from "./presets.ts";

const ADAPTERS = [codex(), claudeCode()];

/** Of each tool that has it. */
const CASES = PRESETS.flatMap((preset) =>
  Object.entries(preset.tools).map(([tool, use]) => ({ id: preset.id, tool, use })),
);

test("are sorted, and each is there once", () => {
  const ids = PRESETS.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].toSorted());
});

test.each(CASES)(
  "$id for $tool says where it was read, and nothing that the tool does not know",
  ({ tool, use }) => {
    const manage = ADAPTERS.find(({ id }) => id === tool)?.manage;
    expect(use.source).toMatch(/^https:\/\//);
    expect(use.fields["base-url"]).toMatch(/^https:\/\//);
    expect(manage?.fields.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(use.fields)));
    if (use.keyStore !== undefined) expect(manage?.keyStores.map(({ id }) => id)).toContain(use.keyStore);
  },
);

test.each(CASES)("$id can be added to $tool", async ({ id, tool }) => {
  const home = mkdtempSync(join(tmpdir(), "zcf-presets-"));
  for (const name of [".codex", ".claude"]) mkdirSync(join(home, name));
  const environment = { home, platform: "linux", variables: {} } as const;
  const stateHome = join(home, ".ufomiao", "zcf");
  const switcher = createSwitcher({ adapters: ADAPTERS, environment, stateHome });
  const adapter = ADAPTERS.find((one) => one.id === tool);
  if (adapter === undefined) throw new Error(tool);
  const preset = findPreset(adapter, id);
  const fields = presetFields(adapter, preset, id);
  const change = {
    change: "add",
    id,
    fields,
    keyStore: preset.keyStore ?? "bearer",
    key: "sk-test",
  } as const;
  const operation = await switcher.plan({ tools: [tool], providers: [change] });
  expect(operation.stores[0]?.plan.required.length).toBeGreaterThan(0);
  expect(operation.stores[0]?.summary.notices.filter(({ severity }) => severity === "warning")).toEqual([]);
  rmSync(home, { recursive: true });
});

test("docs/cli.md shows each with its addresses", () => {
  const page = readFileSync(new URL("../../../../docs/cli.md", import.meta.url), "utf8");
  const rows = page.split("\n").map((line) => line.replaceAll(/ *\| */g, "|"));
  const address = (fields: Readonly<Record<string, string>> | undefined): string =>
    fields?.["base-url"] ?? "—";
  for (const { id, name, tools } of PRESETS)
    expect(rows).toContain(
      `|\`${id}\`|${name}|${address(tools.codex?.fields)}|${address(tools["claude-code"]?.fields)}|`,
    );
});
