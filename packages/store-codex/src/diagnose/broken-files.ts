import { isSwitchError, type Store, type View } from "@zcf/contract";
import { readAuth } from "../auth/auth-file.ts";
import { readKeys } from "../auth/keys-file.ts";
import { readConfig } from "../config/config.ts";
import type { CodexChecks } from "./checks.ts";
import type { FixedFile } from "./fix-files.ts";
import { type Found, found } from "./found.ts";

/** The files of a home that nothing can be told of. */
export interface BrokenFiles {
  readonly found: readonly Found[];
  /** `config.toml` is one of them. */
  readonly config: boolean;
  /** The others, as files that are not there: what goes without them can be told. */
  readonly hidden: readonly FixedFile[];
}

/** Codex itself does without an `auth.json` that is no JSON, and so do the checks. */
export async function brokenFiles(store: Store, view: View): Promise<BrokenFiles> {
  const config = await look("codex.config-syntax", "codex.config-unreadable", () => readConfig(store, view));
  const keys = await look("codex.keys-syntax", "codex.keys-unreadable", () => readKeys(store, view));
  let syntax: readonly Found[] = [];
  const auth = await look("codex.auth-syntax", "codex.auth-unreadable", async () => {
    const { broken } = await readAuth(store, view);
    const params = broken?.params as CodexChecks["codex.auth-syntax"] | undefined;
    if (params !== undefined) syntax = [found("codex.auth-syntax", "warning", params)];
  });
  const hidden = [
    ...(keys.length === 0 ? [] : [absent(store, view, "zcf-keys.json")]),
    ...(auth.length === 0 ? [] : [absent(store, view, "auth.json")]),
  ];
  return { found: [...config, ...keys, ...auth, ...syntax], config: config.length > 0, hidden };
}

function absent(store: Store, view: View, name: string): FixedFile {
  const file = view.path(store.home, name);
  return { group: "auth", file, before: null, after: null, hunks: null, sensitive: true };
}

type Unparsable = "codex.config-syntax" | "codex.keys-syntax" | "codex.auth-syntax";
type Unreadable = "codex.config-unreadable" | "codex.keys-unreadable" | "codex.auth-unreadable";

async function look(
  syntax: Unparsable,
  unreadable: Unreadable,
  read: () => Promise<unknown>,
): Promise<readonly Found[]> {
  try {
    await read();
    return [];
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    const { code, params } = error;
    if (code === syntax) return [found(syntax, "error", params as CodexChecks[Unparsable])];
    if (code === "unreadable") return [found(unreadable, "error", params as CodexChecks[Unreadable])];
    throw error;
  }
}
