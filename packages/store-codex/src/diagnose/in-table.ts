import type { TomlChange } from "@zcf/formats";
import type { Config } from "../config/config.ts";
import type { Provider } from "../config/provider.ts";
import type { Fix } from "./found.ts";

/** One provider's table, and where a finding about it points. */
export interface InTable {
  readonly config: Config;
  readonly provider: Provider;
  readonly params: { readonly file: string; readonly line: number; readonly provider: string };
}

export function inTable(config: Config, provider: Provider): InTable {
  return { config, provider, params: { file: config.file, line: provider.line, provider: provider.id } };
}

/** What Codex trips over only once it uses the provider. */
export function ifUsed(table: InTable): "error" | "warning" {
  return isInUse(table) ? "error" : "warning";
}

export function isInUse({ config: { current }, provider }: InTable): boolean {
  return current.kind === "provider" && current.provider.id === provider.id;
}

export function changing(...changes: readonly TomlChange[]): Fix & { readonly kind: "config" } {
  return { kind: "config", changes };
}
