import type { ImportCliCode } from "../../usage/cli-code.ts";
import type { CodeText } from "../messages.ts";

export const importCliCodes: Readonly<Record<ImportCliCode, CodeText>> = {
  "cli.import-conflicts": {
    what: "以下提供商已存在且内容不同：{providers}。",
    next: "请说明如何处理：--on-conflict skip、rename 或 replace。--dry-run 可查看它们。",
  },
  "cli.import-not-there": {
    what: "来源中没有这样的提供商：{providers}。",
    next: "[[其中有 {known}。]]--dry-run 可查看全部内容。",
  },
  "cli.passphrase-sources": {
    what: "口令以两种方式给出。",
    next: "请使用 --passphrase-stdin 或 --passphrase-env。",
  },
  "cli.passphrase-blank": { what: "口令为空。", next: "请使用别人想不到的口令。" },
  "cli.passphrase-env-missing": {
    what: "变量 {variable} 未设置。",
    next: "请将其设为口令，或使用 --passphrase-stdin。",
  },
  "cli.passphrase-stdin-terminal": {
    what: "--passphrase-stdin 会在此终端上显示输入的内容。",
    next: "省略它即可被询问，或通过管道传入口令。",
  },
  "cli.passphrase-mismatch": { what: "两次输入的口令不同。", next: "请重试。" },
  "cli.passphrase-needed": {
    what: "需要口令，但没有可用于询问的终端。",
    next: "请用 --passphrase-stdin 或 --passphrase-env NAME 给出。",
  },
  "cli.passphrase-no-keys": {
    what: "给出了口令，但没有导出密钥。",
    next: "请同时使用 --with-keys，或省略口令。",
  },
};
