import { isSwitchError } from "@zcf/contract";
import { parseAuth } from "../auth/auth-file.ts";
import { type Keys, NO_KEYS, parseKeys } from "../auth/keys-file.ts";
import { withKnown } from "../config/with-known.ts";
import type { ReadFile } from "../read-file.ts";
import { readableConfig } from "../revert/readable-config.ts";
import type { Use } from "./deliveries.ts";

/** What these files say together; `null` for a config that is not valid TOML. The others say nothing where they cannot be read. */
export function useOf(files: Readonly<Record<"config" | "auth" | "keys", ReadFile>>): Use | null {
  const config = readableConfig(files.config);
  if (config === null) return null;
  const keys = readableKeys(files.keys);
  return { config: withKnown(config, keys), auth: parseAuth(files.auth).data ?? {}, keys };
}

function readableKeys(read: ReadFile): Keys {
  try {
    return parseKeys(read).keys;
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    return NO_KEYS;
  }
}
