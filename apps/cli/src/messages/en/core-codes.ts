import type { CoreCode } from "@zcf/core";
import type { CodeText } from "../messages.ts";

export const coreCodes: Readonly<Record<CoreCode, CodeText>> = {
  "unknown-tool": {
    what: 'There is no tool called "{tool}".',
    next: "Use one of these with --tool: {known}.",
  },
  "not-managed": {
    what: "The providers of {tool} cannot be managed by zcf.",
    next: "Name another tool with --tool, or configure them in {tool} itself.",
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
    what: "Another zcf is at work on {home}: {command} (process {pid} on {host}).",
    next: "Try again when it is done, or give it longer with --wait SECONDS.",
  },
  "home-locked-elsewhere": {
    what: "A zcf of another machine or container is at work on {home}, or died there: {command} (process {pid} on {host}[[, since {since}]]).",
    next: "Try again when it is done. If nothing of zcf runs there any more, remove {file}.",
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
  "file-exists": {
    what: "{file} exists already.",
    next: "Name another file; --force replaces this one if it is a plain file.",
  },
  "write-failed": {
    what: "Writing[[ {file}]] failed[[ ({system})]].",
    next: "Check permissions and free space there, then try again.",
  },
  unfinished: {
    what: "An operation could be neither completed nor taken back[[ ({operation})]]. In between may be: {files}[[ ({system})]].[[ Its record: {journal}]]",
    next: "Close the programs that use these files, then run zcf recover. To keep files that were changed since as they are: zcf recover --abandon.",
  },
  "journal-unreadable": {
    what: "The record of an earlier operation cannot be read[[ (format {version})]]: {file}.",
    next: "If a newer zcf wrote it, use that one. Otherwise check the tool's files by hand; zcf recover --abandon then closes an operation that is unfinished.",
  },
  "no-previous": {
    what: "There is no earlier target of {tool} to go back to.",
    next: "Name the target; zcf list shows them all.",
  },
  "no-operation": {
    what: "There is no operation {operation} in the history.",
    next: "zcf history shows those that can be undone.",
  },
  ambiguous: {
    what: "{count} operations may be meant by {operation}, such as {known}.",
    next: "Write more of the id; zcf history and zcf backup list show it whole.",
  },
  "nothing-to-undo": {
    what: "There is nothing to undo[[ of {operation}: it changed nothing, was rolled back, or is not of the tool and home that are named]].",
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
  "undo-changed": {
    what: "{file} was changed since {operation} put it back; to undo that would lose the change.",
    next: "Undo the rest alone, with --only and the groups that are meant, such as zcf undo --only config,auth.",
  },
  "no-backup": {
    what: "There is no backup {backup}.",
    next: "zcf backup list shows them all.",
  },
  "backup-dropped": {
    what: "Nothing is kept of the files before {backup}: it changed none, was rolled back, or ran with --backup none.",
    next: "zcf backup list shows which can be restored.",
  },
  "backup-damaged": {
    what: "The backup is not whole any more: {file} is missing.",
    next: "Copy by hand what is left beside it, or restore another one of zcf backup list.",
  },
  "restore-files-only": {
    what: "A restore puts back files; databases and session history stay as they are.",
    next: "zcf sessions sync brings the sessions in line with the provider that is in use then.",
  },
  "restore-left": {
    what: "Cannot be put back, because they are very large, their folder is gone, or something else has their name: {files}.",
    next: "The copies are in {path}.",
  },
  "prune-failed": {
    what: "Older backups could not be removed: {file}[[ ({system})]].",
    next: "Check the permissions there, then run zcf backup prune.",
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
