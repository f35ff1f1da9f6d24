import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { diesBefore, type Sandbox } from "./sandbox.ts";

/** Killed in the middle of the required set: the key is beta's, the config still alpha's. */
export async function killHalfway(box: Sandbox, args: readonly string[] = []): Promise<string> {
  const died = await box.run(["switch", "beta", "--yes", ...args], { nodeArgs: diesBefore("/config.toml") });
  expect(died.code).toBeNull();
  return pendingIn(box)[0] ?? "";
}

export function pendingIn(box: Sandbox): readonly string[] {
  return readdirSync(join(box.state, "operations/pending"));
}

/** What a command says first that took it back. */
export const ROLLED_BACK: RegExp = /^Recovered (\S+): rolled back, everything is as it was before it\.\n/;
