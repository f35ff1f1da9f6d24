import type { OwnCheck } from "@zcf/core";
import type { CodeText } from "../messages.ts";

/** What is wrong with zcf's own state. */
export const ownChecks: Readonly<Record<OwnCheck, CodeText>> = {
  "zcf.interrupted": {
    what: "Something was interrupted while zcf was writing ({operations}), and a home may be half changed.",
    next: "zcf recover",
  },
  "zcf.backups-large": {
    what: "The history and its backups hold {size}, and {operations} operations are beyond the limits.",
    next: "zcf backup prune",
  },
  "zcf.earlier-copies": {
    what: "Earlier versions of zcf left copies of the whole home, keys included: {copies}, {size}.",
    next: "zcf backup prune --earlier",
  },
  "zcf.state-open": {
    what: "Others than you can look into zcf's own state, which can hold keys ({count}): {files}.",
    next: "Take the rights of others away: chmod -R go= on what is named.",
  },
  "zcf.record-damaged": {
    what: "The record of an operation cannot be read, so it is not in the history and cannot be undone: {files}.",
    next: "Put the file back from a backup of your own, or remove its folder.",
  },
  "zcf.record-newer": {
    what: "A newer zcf wrote the record of an operation, so this one cannot undo it: {files}.",
    next: "Use that zcf for it.",
  },
  "zcf.ledger-damaged": {
    what: "{file} has lines that say nothing ({count}, line {lines}): of some sessions it may be lost which provider they had at first.",
    next: "Put the file back from a backup of your own, or remove those lines.",
  },
  "zcf.state-unreadable": {
    what: "{file} cannot be read ({system}), so not everything that is wrong can be told.",
    next: "ls -ld {file}, or of the folder above where that is refused, shows what it is and whose: you have to be able to read it (chown, chmod u+rX).",
  },
  "zcf.store-unchecked": {
    what: "What is wrong with {tool} cannot be told[[: {file} cannot be read]] ({reason}).",
    next: "See to that first, then run zcf doctor again.",
  },
  "zcf.claim-elsewhere": {
    what: "zcf on {host} (process {pid}[[, since {since}]]) says that it is at work on a home, and nobody here can tell whether it still runs; nothing is written there meanwhile.",
    next: "If nothing runs there, remove {file}.",
  },
};
