import { isSwitchError } from "@zcf/contract";
import { type Found, found } from "./found.ts";

/** What a check finds; where the system does not let it look, that alone. */
export async function orUnreadable(
  look: () => readonly Found[] | Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  try {
    return await look();
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "unreadable") throw error;
    const { file, system } = error.params;
    const params = { file: String(file), system: String(system) };
    return [found("codex.file-unreadable", "warning", params)];
  }
}
