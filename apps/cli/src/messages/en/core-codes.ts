import type { CoreCode } from "@zcf/core";
import type { CodeText } from "../messages.ts";

export const coreCodes: Readonly<Record<CoreCode, CodeText>> = {
  "unknown-tool": {
    what: 'There is no tool called "{tool}".',
    next: "Use one of these with --tool: {known}.",
  },
  "wrong-contract": {
    what: 'The plug-in "{tool}" was made for contract {stated}; this zcf has contract {expected}.',
    next: "Install a version of the plug-in that was made for this zcf.",
  },
  "duplicate-tool": {
    what: 'Two plug-ins are called "{tool}".',
    next: "Remove one of them.",
  },
  "unknown-backup": {
    what: 'There is no backup strategy called "{strategy}".',
    next: "Use one of these with --backup: {known}.",
  },
  "plan-refused": {
    what: 'The adapter "{tool}" made a plan that is not allowed: {rule}[[ ({where})]].',
    next: "This is a defect of the adapter; please report it to its authors.",
  },
  "outside-roots": {
    what: "{file} lies outside the folders that the adapter may touch.",
    next: "If a link leads there, name the real folder with --home; otherwise report it as a defect.",
  },
  unreadable: {
    what: "Cannot read {file}[[ ({system})]].",
    next: "Check the file and its permissions, then try again.",
  },
  database: {
    what: "SQLite cannot read {file}[[: {reason}]].",
    next: "Close the program that uses the database, then try again.",
  },
  "sqlite-unavailable": {
    what: "This Node has no SQLite driver.",
    next: "Use Node 22.15 or later, or install @photostructure/sqlite next to zcf.",
  },
  "zstd-unavailable": {
    what: "This Node cannot read or write Zstandard files.",
    next: "Use Node 22.15 or later.",
  },
  "home-locked": {
    what: "Another zcf is at work on {home} (process {pid} on {host}).",
    next: "Try again when it is done, or give it longer with --wait SECONDS.",
  },
  "tool-lock-busy": {
    what: "Another program is writing: {file} is locked.",
    next: "Wait a moment or close that program, then try again.",
  },
  "tool-lock-unavailable": {
    what: "{file} cannot be locked on this machine.",
    next: "Install Perl, or the flock command (package util-linux), or close the tool and try again.",
  },
  changed: {
    what: "{file} was changed by something else in the meantime.",
    next: "Run the command again: it plans on what is there now.",
  },
  "verify-failed": {
    what: "{file} did not read back as it was written.",
    next: "Close every program that may write it, then try again.",
  },
  "write-failed": {
    what: "Writing[[ {file}]] failed[[ ({system})]].",
    next: "Check permissions and free space there, then try again.",
  },
  unfinished: {
    what: "An operation could be neither completed nor taken back[[ ({operation})]]. In between may be: {files}.",
    next: "Close the programs that use these files, then run zcf recover.",
  },
  "journal-unreadable": {
    what: "The record of an earlier operation cannot be read: {file}.",
    next: "Check the tool's files by hand, then move this record away and try again.",
  },
  "no-previous": {
    what: "There is no earlier target of {tool} to go back to.",
    next: "Name the target; zcf list shows them all.",
  },
  "no-operation": {
    what: "There is no operation {operation} in the history.",
    next: "zcf history shows those that can be undone.",
  },
  "nothing-to-undo": {
    what: "There is nothing to undo[[: {operation} was rolled back]].",
    next: "zcf history shows what was done.",
  },
  "unknown-group": {
    what: "There is nothing called {group} that could be undone alone.",
    next: "Known to --only: {known}.",
  },
  "undo-dropped": {
    what: "{file} cannot be undone: what it held before {operation} was not kept.",
    next: "Switch to the earlier target instead; it is in zcf history.",
  },
  "no-backup": {
    what: "There is no backup {backup}.",
    next: "zcf backup list shows them all.",
  },
  cancelled: {
    what: "Cancelled.",
    next: "Run the command again whenever you like.",
  },
  internal: {
    what: "This is a defect of zcf[[: {reason}]].",
    next: "Please report it, together with what is printed here.",
  },
  held: {
    what: "{file} is in use[[ by process {pid}]].",
    next: "End that program (Codex in the background: codex app-server daemon stop), then run {again}.",
  },
  "rows-changed": {
    what: "Its row in {file} was changed by something else in the meantime[[: {reason}]].",
    next: "Run {again}.",
  },
  "rows-database": {
    what: "SQLite could not write {file}[[: {reason}]].",
    next: "Close the programs that use the database, then run {again}.",
  },
  "not-reached": {
    what: "The operation ended before its turn came.",
    next: "Run {again}: it goes on where this stopped.",
  },
};
