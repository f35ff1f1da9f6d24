import type { FilePath, Finding } from "@zcf/contract";
import type { TomlChange } from "@zcf/formats";
import type { Known } from "../auth/keys-file.ts";
import type { CodexCheck, CodexChecks } from "./checks.ts";

/** What clears a finding. */
export type Fix =
  /** Changes of `config.toml`; `known`: what our own file has to know from then on, by provider. */
  | {
      readonly kind: "config";
      readonly changes: readonly TomlChange[];
      readonly known?: Readonly<Record<string, Known>>;
      /** What is changed is a secret. */
      readonly sensitive?: true;
    }
  /** Permission bits that a file has no more afterwards, and those that it gets. */
  | {
      readonly kind: "mode";
      readonly group: string;
      readonly file: FilePath;
      readonly before: number;
      readonly clear: number;
      readonly set: number;
    }
  /** A switch to what is in use already, sessions left alone. */
  | { readonly kind: "align" }
  /** By thread: the provider that it gets, in its file and its rows. */
  | { readonly kind: "sessions"; readonly to: ReadonlyMap<string, string> };

/** A finding, and how it is cleared; `null`: not by us. */
export interface Found {
  readonly finding: Finding;
  readonly fix: Fix | null;
}

export function found<Check extends CodexCheck>(
  check: Check,
  severity: Finding["severity"],
  params: CodexChecks[Check],
  fix: Fix | null = null,
): Found {
  return { finding: { check, severity, params, fixable: fix !== null }, fix };
}
