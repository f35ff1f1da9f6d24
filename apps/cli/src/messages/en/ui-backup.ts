import type { BackupMessages } from "../backup-messages.ts";

export const backup: BackupMessages = {
  none: "No backups yet.",
  notRestorable: "cannot be restored",
  total: (count, size) => `${operations(count)}, ${size}.`,
  restoreHint: "zcf backup restore ID puts files back as they were before that operation.",
  earlier: (count, size) => `${copies(count)} of the home that earlier versions of zcf made, ${size}:`,
  earlierHint: "This version does not need them; zcf backup prune --earlier removes them.",
  atLeast: (size) => `at least ${size}`,
  problem: { link: "a link leads there", outside: "it is not in the tool's home" },
  willRemove: (count, size) => `Will remove ${operations(count)} from the history, ${size}:`,
  willRemoveEarlier: (count, size) => `Will remove ${copies(count)} that earlier versions made, ${size}:`,
  kept: {
    "within-limits": (count) => `${operations(count)} ${stay(count)} within the limits.`,
    newest: (count) => `${operations(count)} ${stay(count)}: the newest of a home always does.`,
    undo: (count) => `${operations(count)} ${stay(count)}: zcf undo may need ${count === 1 ? "it" : "them"}.`,
    "in-use": (count) =>
      `${operations(count)} ${stay(count)}: something that is under way needs ${count === 1 ? "it" : "them"}.`,
    busy: (count) => `${operations(count)} ${stay(count)}: another zcf is at work on that home.`,
  },
  nothingToPrune: "Nothing to remove.",
  pruned: (count, size) => `Removed ${operations(count)} from the history, ${size}.`,
  prunedEarlier: (count, size) => `Removed ${copies(count)} of earlier versions, ${size}.`,
  leftEarlier: (path, problem) => `Not removed, because ${problem}: ${path}`,
  question: "Remove this now? It cannot be undone. [y/N] ",
};

function operations(count: number): string {
  return count === 1 ? "1 operation" : `${count} operations`;
}

function copies(count: number): string {
  return count === 1 ? "1 copy" : `${count} copies`;
}

function stay(count: number): string {
  return count === 1 ? "stays" : "stay";
}
