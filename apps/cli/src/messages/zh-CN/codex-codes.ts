import type { CodexCode } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";
import { codexHints } from "./codex-hints.ts";
import { codexNotices } from "./codex-notices.ts";
import { codexProblems } from "./codex-problems.ts";
import { codexSessions } from "./codex-sessions.ts";

export const codexCodes: Readonly<Record<CodexCode, CodeText>> = {
  ...codexProblems,
  ...codexNotices,
  ...codexHints,
  ...codexSessions,
};
