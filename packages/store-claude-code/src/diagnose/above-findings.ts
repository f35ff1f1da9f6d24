import type { View } from "@zcf/contract";
import { readOverride } from "../overrides.ts";
import type { Situation } from "../situation.ts";
import { type Found, found } from "./found.ts";

/** Settings files that stand above the user's, as far as they can be seen without a project. */
export async function aboveFindings({ managed, places }: Situation, view: View): Promise<readonly Found[]> {
  const local = places.localSettings === null ? [] : [await readOverride(view, places.localSettings)];
  return [...managed, ...local].flatMap(({ file, env, isUnreadable }) => {
    if (isUnreadable) return [found("claude-code.settings-unreadable", "warning", { file })];
    const keys = Object.keys(env);
    return keys.length === 0 ? [] : [found("claude-code.keys-overridden", "warning", { file, keys })];
  });
}
