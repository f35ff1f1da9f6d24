import { isSwitchError } from "@zcf/contract";
import { type Config, parseConfig } from "../config/config.ts";
import type { ReadFile } from "../read-file.ts";

/** A config; `null` for one that is not valid TOML: a backup may hold it, and it comes back all the same. */
export function readableConfig(read: ReadFile): Config | null {
  try {
    return parseConfig(read);
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    return null;
  }
}
