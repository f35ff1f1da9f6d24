import { CONTRACT, type StoreAdapter } from "@zcf/contract";
import { diagnose } from "./diagnose/diagnose.ts";
import { inspect } from "./inspect.ts";
import { locate } from "./locate.ts";
import { MANAGEMENT } from "./manage/management.ts";
import { onlyNamed } from "./only-named.ts";
import { plan } from "./plan.ts";
import { requireSessions } from "./require-sessions.ts";
import { listSessions } from "./sessions/list-sessions.ts";

/** Teaches zcf OpenAI's Codex: `config.toml`, `auth.json` and the sessions of a home (measured with 0.53 to 0.169). */
export function codex(): StoreAdapter {
  return {
    contract: CONTRACT,
    id: "codex",
    aliases: ["cx"],
    name: "Codex",
    groups: [
      { id: "config", stage: "required" },
      { id: "auth", stage: "required" },
      { id: "sessions", stage: "optional" },
    ],
    locate,
    inspect,
    sessions: listSessions,
    diagnose,
    manage: MANAGEMENT,
    plan: async (store, view, goal) => {
      await requireSessions(store, view, goal);
      return onlyNamed(goal, await plan(store, view, goal));
    },
  };
}
