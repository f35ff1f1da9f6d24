import type { UiMessages } from "../ui-messages.ts";
import { backup } from "./ui-backup.ts";
import { demo } from "./ui-demo.ts";
import { doctor } from "./ui-doctor.ts";
import { importTexts } from "./ui-import.ts";
import { provider } from "./ui-provider.ts";

export const ui: UiMessages = {
  error: "Error: ",
  outputLost: (reason) => `Standard output cannot be written (${reason}). What was done stands.`,
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
      `Will move ${sessions(count)} to ${named(target)} (original provider kept; undo with zcf sessions restore)`,
    sharing: (count) =>
      `Will move ${sessions(count)} to the shared provider, this once: later switches leave them alone (original provider kept; undo with zcf sessions restore)`,
    unsharing: (count) =>
      `Will move ${sessions(count)} from the shared provider back to ${count === 1 ? "its" : "their"} original provider`,
    syncHeader: (tool, target, inUse) =>
      `${tool}: sessions move to ${named(target)}${inUse === null ? "" : ` (in use: "${inUse}")`}`,
    restoreHeader: (tool) => `${tool}: sessions go back to their original providers`,
    backupHeader: (tool) => `${tool}: files become as the backup has them`,
    fixHeader: (tool) => `${tool}: mend what was found`,
    sessionsBack: (count) =>
      `Will move ${sessions(count)} back to ${count === 1 ? "its" : "their"} original provider`,
    leftOut: (count) => `Will leave ${sessions(count)} where ${count === 1 ? "it is" : "they are"}:`,
    cause: (count, code, example) => `${count} x ${code}${count === 1 ? ":" : ", such as:"} ${example}`,
    notUndoable: (files) => `With --backup none this cannot be undone: the change of ${files.join(", ")}.`,
    question: {
      switch: "Switch now? [y/N] ",
      move: "Move them now? [y/N] ",
      undo: "Undo it now? [y/N] ",
      redo: "Do it again now? [y/N] ",
      restore: "Put it back now? [y/N] ",
      providers: "Do this now? [y/N] ",
      fix: "Mend this now? [y/N] ",
    },
    yes: [],
    dryRun: "Dry run: this is what would change; nothing is written.",
    rows: (database, table) => `${database}, table ${table}:`,
  },

  report: {
    switched: (tool, target) => `Switched ${tool} to "${target}".`,
    declined: (follows) =>
      `Not done: you said no. ${follows ? "What was done before stands." : "Nothing was changed."}`,
    cancelled:
      "Cancelled on the way: what is done stands, but not every session followed. Run it again to go on.",
    cancelledTooLate: "Cancelled, but by then everything was done; it stands.",
    nothing: (tool, target) => `Nothing to do: ${tool} already uses "${target}".`,
    moved: (tool, count, target) => `${sessions(count)} of ${tool} moved to ${named(target)}.`,
    nothingToMove: (tool, target) =>
      `Nothing to do: every session of ${tool} belongs to ${named(target)} already.`,
    nothingToMoveOf: (ids, target) => `Nothing to do: already with ${named(target)}: ${ids}.`,
    restored: (tool, count) =>
      `${sessions(count)} of ${tool} moved back to ${count === 1 ? "its" : "their"} original provider.`,
    backupRestored: (tool) => `The backup of ${tool} was put back.`,
    nothingInBackup: (tool) => `Nothing to do: ${tool} is as the backup has it.`,
    fixed: (tool) => `${tool}: mended what was found.`,
    nothingToFix: (tool) => `Nothing to do: there is nothing to mend in ${tool}.`,
    noneMoved: (tool) => `No session of ${tool} was moved.`,
    stayed: (count) => `${sessions(count)} had to stay where ${count === 1 ? "it is" : "they are"}:`,
    nothingToRestoreOf: (ids) => `Nothing to do: never moved away from the original provider: ${ids}.`,
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
    shared:
      "They keep that provider from now on: with --sessions shared a switch changes what it means instead.",
    sharedAlready: "Sessions: none had to change (--sessions shared)",
    noSessions: "Sessions: none to move",
    moreCauses: (count) => `and ${count} for other reasons`,
    fullList: (path) => `Full list: ${path}`,
    backup: (strategy, path) => `Backup (${strategy}): ${path}`,
    noBackup: "Backup: none",
    undo: (command) => `To take this back: ${command}`,
    open: "What was done stands, but zcf could not close its own record of it (is the disk full?). Run zcf recover once there is room.",
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
  },

  unfinished: {
    head: (count) =>
      count === 1
        ? "An earlier operation was interrupted; files may be half changed:"
        : `${count} earlier operations were interrupted; files may be half changed:`,
    next: "Run zcf recover; every command that writes does it first.",
  },

  undo: {
    only: (what, groups) => `${what} (only ${groups})`,
    moving: (count) => `Will move ${sessions(count)} back to where ${count === 1 ? "it was" : "they were"}`,
    undo: {
      header: (when, what) => `Undo ${when} ${what}`,
      done: (when, what) => `Undone: ${when} ${what}`,
      nothing: (when, what) => `Nothing to do, it is undone already: ${when} ${what}`,
    },
    redo: {
      header: (when, what) => `Redo ${when} ${what}`,
      done: (when, what) => `Done again: ${when} ${what}`,
      nothing: (when, what) => `Nothing to do, it is done again already: ${when} ${what}`,
    },
  },

  sessions: {
    none: "No sessions.",
    columns: {
      provider: "Provider",
      now: "Sessions",
      originally: "Originally",
      archived: "Archived",
      live: "Live",
      leftOut: "Left out",
    },
    noProvider: "(none, or unreadable)",
    total: "Total",
    leftOut: (count) => `A move would leave ${sessions(count)} where ${count === 1 ? "it is" : "they are"}:`,
    facts: {
      originally: (provider) => `originally ${provider}`,
      archived: "archived",
      live: "live",
      leftOut: "left out:",
    },
  },

  history: {
    none: "No operations yet.",
    state: {
      "rolled-back": "rolled back: nothing changed",
      interrupted: "interrupted: part of it was done",
      abandoned: "abandoned: files may be half changed",
    },
    unknownTarget: "(unknown)",
    deed: {
      sync: "sessions moved",
      restore: "sessions given back",
      backup: "files put back",
      undo: "undo",
      fix: "findings mended",
    },
    colon: ": ",
    toolAt: (tool, home) => `${tool} (${home})`,
    undoOf: (operation) => `undo of ${operation}`,
    backupOf: (operation) => `from the backup of ${operation}`,
    undoneBy: (operations, groups) => `${groups === null ? "" : `${groups} `}undone by ${operations}`,
    leftOut: (count) => `${sessions(count)} left out`,
    backup: (strategy) => `backup ${strategy}`,
  },

  recovery: {
    none: "Nothing to recover.",
    insteadOfUndo:
      "That took back what was to be undone, and nothing else was done. To undo the operation before, run zcf undo again.",
    state: {
      "rolled-back": (operation) => `Recovered ${operation}: rolled back, everything is as it was before it.`,
      interrupted: (operation) =>
        `Recovered ${operation}: what it did stands; sessions it had not reached keep their provider. The same command again completes it.`,
      abandoned: (operation) => `Closed ${operation}: what could not be taken back is left as it is.`,
      committed: (operation) => `Recovered ${operation}: it was complete already.`,
    },
    foreign: (file) => `Left alone, because it was changed by something else since: ${file}`,
  },

  choose: {
    tool: "Which tool should be switched?",
    target: (tool) => `Which provider should ${tool} use?`,
    current: "current",
  },

  backup,
  provider,
  doctor,
  demo,
  import: importTexts,

  sameCommand: "the same command again",
  stopping: "Stopping: what is being written is finished or taken back first.",
  moving: (done, total, perSecond) =>
    `${done}/${total} sessions${perSecond === null ? "" : `, ${perSecond}/s`}`,
  reading: (count, perSecond) => `Reading sessions: ${count}, ${perSecond}/s`,
};

function named(target: string | null): string {
  return target === null ? "the provider in use" : `"${target}"`;
}

function sessions(count: number): string {
  return count === 1 ? "1 session" : `${count} sessions`;
}
