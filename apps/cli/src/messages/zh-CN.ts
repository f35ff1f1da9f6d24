import type { Messages } from "./messages.ts";
import { claudeCodes } from "./zh-CN/claude-codes.ts";
import { cliCodes } from "./zh-CN/cli-codes.ts";
import { codexChecks } from "./zh-CN/codex-checks.ts";
import { codexCodes } from "./zh-CN/codex-codes.ts";
import { coreCodes } from "./zh-CN/core-codes.ts";
import { help } from "./zh-CN/help.ts";
import { importCodes } from "./zh-CN/import-codes.ts";
import { ownChecks } from "./zh-CN/own-checks.ts";
import { ui } from "./zh-CN/ui.ts";

export const zhCN: Messages = {
  locale: "zh-CN",
  separator: "、",
  more: (count) => `另外 ${count} 个`,
  gap: "",
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
