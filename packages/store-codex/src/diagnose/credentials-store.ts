import { tomlAt } from "@zcf/formats";
import type { Config } from "../config/config.ts";

/** Where Codex keeps credentials. */
export const CREDENTIALS_STORE = "cli_auth_credentials_store";

/** Any other, and Codex does not start (0.142, 0.169). */
const STORES: readonly unknown[] = ["file", "keyring", "auto", "ephemeral"];

/** Whether the config names a place that there is, or none. */
export function isStoreKnown({ document }: Pick<Config, "document">): boolean {
  return STORES.includes(tomlAt(document.data, CREDENTIALS_STORE) ?? "file");
}
