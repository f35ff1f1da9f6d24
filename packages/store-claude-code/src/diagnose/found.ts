import type { FilePath, Finding } from "@zcf/contract";
import type { JsonChange } from "@zcf/formats";
import type { CheckParams, ClaudeCheck } from "./checks.ts";

/** What clears a finding. */
export type Fix =
  | { readonly kind: "settings"; readonly changes: readonly JsonChange[] }
  /** Comments and trailing commas go out of the settings. */
  | { readonly kind: "plain-settings" }
  | { readonly kind: "state"; readonly changes: readonly JsonChange[] }
  /** Whom upstream calls current. */
  | { readonly kind: "current"; readonly name: string }
  /** Keys of our own file that go. */
  | { readonly kind: "keys"; readonly gone: readonly string[] }
  /** A file becomes its owner's alone. */
  | { readonly kind: "mode"; readonly file: FilePath };

/** A finding, and what clears it; `null`: nothing of ours. */
export interface Found {
  readonly finding: Finding;
  readonly fix: Fix | null;
}

/** A finding; its params are those its check asks for. */
export function found<Check extends ClaudeCheck>(
  check: Check,
  severity: Finding["severity"],
  params: CheckParams[Check],
  fix: Fix | null = null,
): Found {
  return { finding: { check, severity, params, fixable: fix !== null }, fix };
}
