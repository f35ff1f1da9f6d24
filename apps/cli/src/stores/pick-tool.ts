import type { StoreAdapter } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { usageError } from "../usage/cli-code.ts";

/** The tool that is meant; it need not be named where there is only one. Throws a usage error. */
export function pickTool(adapters: readonly StoreAdapter[], name: string | undefined): StoreAdapter {
  const known = adapters.map(({ id }) => id);
  const [first, ...others] = adapters;
  if (name === undefined) {
    if (first !== undefined && others.length === 0) return first;
    throw usageError("cli.which-tool", { known });
  }
  const lower = name.toLowerCase();
  const found = adapters.find(({ id, aliases }) => id === lower || aliases.includes(lower));
  if (found !== undefined) return found;
  throw new SwitchError({ kind: "usage", code: "unknown-tool", params: { tool: name, known } });
}
