import { claudeCodes } from "./en/claude-codes.ts";
import { cliCodes } from "./en/cli-codes.ts";
import { codexChecks } from "./en/codex-checks.ts";
import { codexCodes } from "./en/codex-codes.ts";
import { coreCodes } from "./en/core-codes.ts";
import { help } from "./en/help.ts";
import { importCodes } from "./en/import-codes.ts";
import { ownChecks } from "./en/own-checks.ts";
import { ui } from "./en/ui.ts";
import type { Messages } from "./messages.ts";

export const en: Messages = {
  locale: "en",
  separator: ", ",
  more: (count) => `${count} more`,
  gap: " ",
  codes: {
    ...importCodes,
    ...ownChecks,
    ...codexChecks,
    ...coreCodes,
    ...codexCodes,
    ...claudeCodes,
    ...cliCodes,
  },
  ui,
  help,
};
