import type { SessionCode } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";
import { coreCodes } from "./core-codes.ts";

/** Why a session of Codex was left out, and what to know about its index. */
export const codexSessions: Readonly<Record<SessionCode, CodeText>> = {
  unreadable: coreCodes.unreadable,
  changed: coreCodes.changed,
  "codex.session-compressed": {
    what: "Session {thread} is compressed ({file}), which this Node cannot read.",
    next: "Use Node 22.15 or later, then run `zcf sessions sync`.",
  },
  "codex.session-live": {
    what: "Session {thread} is open in another program[[ (process {pid})]].",
    next: "End the Codex that has it (one in the background: codex app-server daemon stop), then run {again}.",
  },
  "codex.session-moved-since": {
    what: 'Session {thread} was moved from "{after}" to "{now}" since, so it does not go back to "{before}".',
    next: "zcf sessions sync moves it to the provider in use.",
  },
  "codex.session-gone": {
    what: "Session {thread} has no file any more.",
    next: null,
  },
  "codex.session-misnamed": {
    what: "{file} is not named after the session it holds.",
    next: "Give it the name Codex gave it, if you know it.",
  },
  "codex.session-unreadable": {
    what: "Line {line} of {file} is not what Codex writes there.",
    next: "Restore the file from a backup, if you have one.",
  },
  "codex.session-family-unknown": {
    what: "Session {thread} would have to grow, and zcf cannot tell for certain where {file} points, or what points into it.",
    next: "Use a provider name that is not longer than the old one. Or put that file right if it is damaged, out of reach or a second copy; if it is none of these, update zcf.",
  },
  "codex.session-family-busy": {
    what: "Session {thread} would have to grow together with session {other}, which cannot be changed now.",
    next: "Close session {other} in Codex, then run {again}.",
  },
  "codex.session-offsets-unknown": {
    what: "Session {thread} would have to grow, and zcf cannot move the byte offsets that {database} holds or may hold.",
    next: "Use a provider name that is not longer than the old one. Updating zcf, or Node 22.15 or later, may help as well.",
  },
  "codex.session-no-lock": {
    what: "Session {thread} would have to be replaced, and Codex's writer lock cannot be taken on this machine.",
    next: "Install Perl, or the flock command (package util-linux), or use a provider name that is not longer.",
  },
  "codex.session-no-processes": {
    what: "Session {thread} would have to be replaced, and whether Codex has it open cannot be seen here.",
    next: "Use a provider name that is not longer than the old one.",
  },
  "codex.session-codex-runs": {
    what: "Session {thread} would have to be replaced, and a Codex that may have it open runs (process {pid}).",
    next: "Close Codex, then run {again}.",
  },
  "codex.sqlite-unavailable": {
    what: "This Node has no SQLite, so Codex's session index cannot be read, and does not follow a switch: {databases}.",
    next: "Run {again}, on Node 22.15 or later or with @photostructure/sqlite installed.",
  },
  "codex.state-schema-unknown": {
    what: "The session index {database} is of a kind zcf does not know; session files follow, the index does not.",
    next: "Update zcf.",
  },
  "codex.sealed-reasoning": {
    what: "{sessions} of the sessions hold reasoning that only the provider it came from can read: going on with them may fail, reading them works.",
    next: "Where one fails, switch back for it, or fork it in Codex.",
  },
  "codex.state-unreadable": {
    what: "The session index {database} cannot be read ({reason}); session files follow, the index does not.",
    next: "Close Codex, then run {again}.",
  },
};
