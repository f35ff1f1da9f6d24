import { lineOf, removeTable, type TomlChange } from "@zcf/formats";
import { hint, type Problem, problem } from "../report.ts";
import type { Config } from "./config.ts";

/** So many are named in a message; `zcf sessions list` shows them all. */
const NAMED = 20;

export interface RemovalQuestion {
  readonly config: Config;
  readonly provider: string;
  /** The threads that refer to it; see `referentsOf`. */
  readonly referents: readonly string[];
}

/** A removal, and what speaks against it; with problems it is only for a goal that forces it. */
export interface Removal {
  readonly changes: readonly TomlChange[];
  readonly problems: readonly Problem[];
}

/**
 * The removal of a provider's table. Every one goes through here: Codex from 0.166 on does not resume a thread whose
 * provider has no table.
 */
export function removeProvider({ config, provider, referents }: RemovalQuestion): Removal {
  const path = ["model_providers", provider];
  const changes = [removeTable(path)];
  if (referents.length === 0) return { changes, problems: [] };
  const { file, document } = config;
  const threads = referents.slice(0, NAMED);
  const params = { file, line: lineOf(document, path) ?? 1, provider, sessions: referents.length, threads };
  const options = { forceable: true, hint: hint("codex.hint-list-sessions", {}) };
  return { changes, problems: [problem("codex.table-in-use", params, options)] };
}
