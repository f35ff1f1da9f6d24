import type { ProviderField } from "@zcf/contract";

/** What a user can set of a provider; `model` is ours, the others are Codex's own. */
export const FIELDS: readonly ProviderField[] = [
  { id: "base-url", required: true },
  { id: "name", required: false },
  { id: "model", required: false },
  { id: "wire-api", required: false, values: ["responses"] },
  { id: "env-key-instructions", required: false },
];

/** The field that a provider's table has no place for: Codex refuses it with `--strict-config` (0.169). */
export const MODEL = "model";

/** The key of a field in a provider's table. */
export function tableKey(field: string): string {
  return field.replaceAll("-", "_");
}
