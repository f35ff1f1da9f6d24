import { CONTRACT, type StoreAdapter } from "@zcf/contract";
import { diagnose } from "./diagnose/diagnose.ts";
import { GROUP } from "./edits.ts";
import { inspect } from "./inspect.ts";
import { locate } from "./locate.ts";
import { management } from "./manage/management.ts";
import { plan } from "./plan.ts";

/** Teaches zcf Anthropic's Claude Code: `settings.json`, `.claude.json` and upstream's profiles (measured with 2.1.197 and 2.1.330). */
export function claudeCode(): StoreAdapter {
  return {
    contract: CONTRACT,
    id: "claude-code",
    aliases: ["cc", "claude"],
    name: "Claude Code",
    groups: [{ id: GROUP, stage: "required" }],
    locate,
    inspect,
    manage: management,
    diagnose,
    plan,
  };
}
