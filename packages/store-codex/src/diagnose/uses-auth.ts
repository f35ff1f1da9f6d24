import type { Config } from "../config/config.ts";
import { usesAuthFile } from "../target.ts";

/** Whether Codex takes the credential of what is in use from `auth.json`. */
export function usesAuth({ current }: Config): boolean {
  return current.kind !== "other" && usesAuthFile(current);
}
