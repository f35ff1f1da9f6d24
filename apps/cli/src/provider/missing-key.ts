import type { Params, ProviderEntry, StoreAdapter } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { CliCode } from "../usage/cli-code.ts";

/** Why a provider's key cannot be had, with the step that helps where its key is kept. */
export function missingKey(
  adapter: Pick<StoreAdapter, "id" | "name">,
  { id, keyName, hasKey }: ProviderEntry,
): SwitchError {
  const params = { provider: id, tool: adapter.name, named: namedProvider(adapter, id) };
  if (keyName !== undefined) return failure("cli.key-variable-unset", { ...params, variable: keyName });
  // There is one, and it is not ours to fetch: a program of the user's has it.
  return failure(hasKey ? "cli.key-elsewhere" : "cli.no-key", params);
}

/** As every command takes it, however many tools there are: `codex/x`. */
export function namedProvider({ id: tool }: Pick<StoreAdapter, "id">, id: string): string {
  return `${tool}/${id}`;
}

function failure(code: CliCode, params: Params): SwitchError {
  return new SwitchError({ kind: "environment", code, params });
}
