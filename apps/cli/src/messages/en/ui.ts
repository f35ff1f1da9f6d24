import type { UiMessages } from "../ui-messages.ts";
import { demo } from "./ui-demo.ts";

export const ui: UiMessages = {
  error: "Error: ",
  next: "Next: ",
  disk: {
    untouched: "Nothing was changed.",
    restored: "Everything was put back as it was.",
    unfinished: "The operation is unfinished: some files may be changed, others not.",
  },
  severity: { info: "Note: ", warning: "Warning: " },

  plan: {
    header: (tool, from, to) => `${tool}: ${from ?? "(unknown)"} -> ${to}`,
    file: {
      patch: (file) => `Will change ${file}`,
      create: (file) => `Will create ${file}`,
      remove: (file) => `Will remove ${file}`,
    },
    sessions: (count, target) =>
      `Will move ${sessions(count)} to "${target}" (original provider kept; undo with zcf sessions restore)`,
    restoreHeader: (tool) => `${tool}: sessions go back to their original providers`,
    sessionsBack: (count) =>
      `Will move ${sessions(count)} back to ${count === 1 ? "its" : "their"} original provider`,
    leftOut: (count) => `Will leave ${sessions(count)} where ${count === 1 ? "it is" : "they are"}:`,
    cause: (count, code, example) => `${count} x ${code}${count === 1 ? ":" : ", such as:"} ${example}`,
    notUndoable: (files) => `With --backup none this cannot be undone: the change of ${files.join(", ")}.`,
    question: "Switch now? [y/N] ",
    yes: [],
    dryRun: "Dry run: this is what would change; nothing is written.",
    rows: (database, table) => `${database}, table ${table}:`,
  },

  report: {
    switched: (tool, target) => `Switched ${tool} to "${target}".`,
    declined: "Not done: you said no. Nothing was changed.",
    cancelled:
      "Cancelled on the way: what is done stands, but not every session followed. Run it again to go on.",
    nothing: (tool, target) => `Nothing to do: ${tool} already uses "${target}".`,
    restored: (tool) => `Sessions of ${tool} are back where they belong.`,
    nothingToRestoreOf: (tool, ids) =>
      `Nothing to do: ${tool} has no session of that id that was moved away from its original provider (${ids}).`,
    nothingToRestore: (tool) =>
      `Nothing to do: no session of ${tool} was moved away from its original provider.`,
    file: {
      patch: (file) => `Changed: ${file}`,
      create: (file) => `Created: ${file}`,
      remove: (file) => `Removed: ${file}`,
    },
    sessions: (moved, failed) =>
      failed === 0 ? `Sessions: ${moved} moved` : `Sessions: ${moved} moved, ${failed} failed`,
    sessionsOff: "Sessions: left as they are (--sessions off)",
    noSessions: "Sessions: none to move",
    moreCauses: (count) => `and ${count} for other reasons`,
    fullList: (path) => `Full list: ${path}`,
    backup: (strategy, path) => `Backup (${strategy}): ${path}`,
    open: "The switch stands, but zcf could not close its own record of it (is the disk full?). Run zcf recover once there is room.",
  },

  list: {
    none: (tool) => `${tool} has no providers configured.`,
    current: "current",
    official: "the tool's own service",
    model: (model) => `model ${model}`,
    unusable: "cannot be used:",
    allUnusable: "None of them can be used as it is:",
  },

  status: {
    current: (tool, target) => `${tool} uses "${target}".`,
    unknown: (tool) => `${tool} uses a provider that is none of its targets.`,
    sessions: (count, provider) => `${sessions(count)} of "${provider}"`,
    noProvider: "no provider recorded",
    noSessions: "No sessions.",
    aligned: "Config, credentials and sessions agree.",
    drift: "Something does not agree:",
    problems: "It cannot be used as it is:",
    unfinished: (count) =>
      count === 1 ? "An earlier operation is unfinished:" : `${count} earlier operations are unfinished:`,
    operation: (id, stores) => `${id}  ${stores}`,
    recoverNext: "Run zcf recover to end it.",
  },

  history: {
    none: "No operations yet.",
    state: { committed: "done", "rolled-back": "rolled back", interrupted: "interrupted" },
    unknownTarget: "(unknown)",
    restore: (tool) => `${tool}: sessions restored`,
    end: (state, sessions) => `${state}, ${sessions}`,
    sessions: (moved, failed) =>
      failed === 0 ? `${sessions(moved)} moved` : `${sessions(moved)} moved, ${failed} failed`,
  },

  recovery: {
    none: "Nothing to recover.",
    state: {
      "rolled-back": (operation) => `Recovered ${operation}: rolled back, everything is as it was before it.`,
      interrupted: (operation) =>
        `Recovered ${operation}: the switch stands; sessions it had not reached keep their provider. The same switch again completes it.`,
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
  moving: (done, total, perSecond) =>
    `${done}/${total} sessions${perSecond === null ? "" : `, ${perSecond}/s`}`,
};

function sessions(count: number): string {
  return count === 1 ? "1 session" : `${count} sessions`;
}
