import type { ProviderChange, ProviderEntry } from "@zcf/contract";
import type { Report } from "@zcf/core";
import { expect } from "vitest";
import { claudeCode } from "../adapter.ts";
import { type ClaudeHome, type Files, PROFILES, SETTINGS, STATE, TWO_PROFILES } from "./claude-home.ts";

export const KEYS = ".ufomiao/zcf/claude-code-keys.json";
export const TWO: Files = { [PROFILES]: TWO_PROFILES };
export const NEW_KEY = "sk-new-0123456789-qwertyuiop";
export const ADD: ProviderChange = {
  change: "add",
  id: "mini",
  fields: { "base-url": "https://mini.example/anthropic", model: "M2" },
  key: NEW_KEY,
};

export function edit(id: string, rest: Partial<ProviderChange>): ProviderChange {
  return { change: "edit", id, fields: {}, ...rest };
}

export async function change(home: ClaudeHome, ...providers: readonly ProviderChange[]): Promise<Report> {
  const switcher = await home.switcher();
  return switcher.apply(await switcher.plan({ tools: ["claude-code"], providers }));
}

export async function entries(home: ClaudeHome): Promise<readonly ProviderEntry[]> {
  return (await claudeCode().manage?.list(await home.store(), await home.view())) ?? [];
}

async function files(home: ClaudeHome) {
  return Promise.all([PROFILES, SETTINGS, STATE, KEYS].map((name) => home.read(name)));
}

/** The change works, a second one finds nothing to do, and its undo brings every byte back. */
export async function changesAndGoesBack(
  home: ClaudeHome,
  changes: readonly ProviderChange[],
  look: () => Promise<void>,
): Promise<void> {
  const before = await files(home);
  expect((await change(home, ...changes)).outcome).toBe("applied");
  await look();
  const after = await files(home);
  expect((await change(home, ...changes)).outcome).toBe("nothing");
  await home.undo();
  expect(await files(home)).toEqual(before);
  await home.undo();
  expect(await files(home)).toEqual(after);
}
