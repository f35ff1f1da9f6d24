import type { UiMessages } from "../ui-messages.ts";
import { demo } from "./ui-demo.ts";

export const ui: UiMessages = {
  error: "Error:",
  next: "Next:",
  disk: {
    untouched: "Nothing was changed.",
    restored: "Everything was put back as it was.",
    unfinished: "The operation is unfinished: some files may be changed, others not.",
  },
  severity: { info: "Note:", warning: "Warning:" },

  plan: {
    header: (tool, from, to) => `${tool}: ${from ?? "(unknown)"} -> ${to}`,
    file: {
      patch: (file) => `Will change ${file}`,
      create: (file) => `Will create ${file}`,
      remove: (file) => `Will remove ${file}`,
    },
    sessions: (count, target) =>
      `Will move ${sessions(count)} to "${target}" (original provider kept; undo with zcf sessions restore)`,
    leftOut: (count) => `Will leave ${sessions(count)} where ${count === 1 ? "it is" : "they are"}:`,
    cause: (count, reason, example) =>
      example === null ? `${count} x ${reason}` : `${count} x ${reason} For example: ${example}`,
    notUndoable: (files) => `With --backup none this cannot be undone: the change of ${files.join(", ")}.`,
    question: "Switch now? [y/N] ",
    yes: [],
    dryRun: "Dry run: this is what would change; nothing is written.",
    rows: (database, table) => `${database}, table ${table}:`,
  },

  report: {
    switched: (tool, target) => `Switched ${tool} to "${target}".`,
    outcome: {
      nothing: "Nothing to do.",
      declined: "Not switched: you said no. Nothing was changed.",
      cancelled: "Cancelled after the switch itself: it stands, but not every session followed. Run it again to go on.",
    },
    nothing: (tool, target) => `Nothing to do: ${tool} already uses "${target}".`,
    changed: (file) => `Changed: ${file}`,
    sessions: (moved, failed) =>
      failed === 0 ? `Sessions: ${moved} moved` : `Sessions: ${moved} moved, ${failed} failed`,
    sessionsOff: "Sessions: left as they are (--sessions off)",
    noSessions: "Sessions: none to move",
    moreCauses: (count) => `and ${count} for other reasons`,
    fullList: (path) => `Full list: ${path}`,
    backup: (strategy, path) => `Backup (${strategy}): ${path}`,
  },

  list: {
    none: (tool) => `${tool} has no providers configured.`,
    current: "current",
    official: "the tool's own service",
    model: (model) => `model ${model}`,
    unusable: "cannot be used:",
  },

  status: {
    current: (tool, target) => `${tool} uses "${target}".`,
    unknown: (tool) => `${tool} uses a provider that is none of its targets.`,
    sessions: (count, provider) => `${sessions(count)} of "${provider}"`,
    noProvider: "no provider recorded",
    noSessions: "No sessions.",
    aligned: "Config, credentials and sessions agree.",
    drift: "They do not agree:",
    unfinished: (count) =>
      count === 1 ? "An earlier operation is unfinished:" : `${count} earlier operations are unfinished:`,
    operation: (id, stores) => `${id}  ${stores}`,
    recoverNext: "Run zcf recover to end it.",
  },

  history: {
    none: "No operations yet.",
    state: { committed: "done", "rolled-back": "rolled back", interrupted: "interrupted" },
    unknownTarget: "(unknown)",
    sessions: (moved, failed) =>
      failed === 0 ? `${sessions(moved)} moved` : `${sessions(moved)} moved, ${failed} failed`,
  },

  recovery: {
    none: "Nothing to recover.",
    state: {
      "rolled-back": (operation) => `Recovered ${operation}: rolled back, everything is as it was before it.`,
      interrupted: (operation) =>
        `Recovered ${operation}: the switch stands; sessions it had not reached keep their provider.`,
      committed: (operation) => `Recovered ${operation}: it was complete already.`,
    },
    foreign: (file) => `Left alone, because it was changed by something else since: ${file}`,
  },

  choose: {
    target: (tool) => `Which provider should ${tool} use?`,
    current: "current",
  },

  demo,

  stopping: "Stopping: what is being written is finished or taken back first.",
  moving: (done, total, perSecond) => `${done}/${total} sessions, ${perSecond}/s`,
};

function sessions(count: number): string {
  return count === 1 ? "1 session" : `${count} sessions`;
}
