import type { UiMessages } from "../ui-messages.ts";

export const demo: UiMessages["demo"] = {
  intro: (home) => `A throw-away Codex home with two providers and a few sessions: ${home}`,
  before: "Before",
  after: "After",
  config: "config.toml",
  key: "auth.json",
  sessions: "sessions",
  archived: "archived",
  indexRows: "index",
  noIndex:
    "The session index (state_5.sqlite) is left out: this Node has no SQLite. The session files follow all the same.",
  running: (command) => `$ ${command}`,
  kept: (home) => `Kept for you to look at: ${home}`,
  goOn: (command) => `To undo the switch there: ${command}`,
  removed: "The demo home is removed again, and the undo with it. Use --keep to look at it.",
};
