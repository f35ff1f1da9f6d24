import type { CodexHints } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";

/** One next step each. */
export const codexHints: Readonly<Record<keyof CodexHints, CodeText>> = {
  "codex.hint-edit-file": { what: "请编辑 {file} 的第 {line} 行。", next: null },
  "codex.hint-list": { what: "zcf list 会列出全部目标。", next: null },
  "codex.hint-list-sessions": { what: "zcf sessions list --all 会列出全部会话。", next: null },
  "codex.hint-add-key": { what: "请在 {file} 中添加条目“{entry}”并填入密钥。", next: null },
  "codex.hint-name-key": {
    what: "请为“{provider}”单独设置密钥：zcf provider edit codex/{provider} --key-store bearer --key-file 文件（密钥写在该文件中）。",
    next: null,
  },
  "codex.hint-not-shared": { what: "请用 --sessions sync 切换。", next: null },
  "codex.hint-say-sessions": { what: "请加上 --sessions sync、off 或 shared。", next: null },
  "codex.hint-switch-instead": { what: "请直接切换到所需的目标：zcf switch TARGET。", next: null },
  "codex.hint-undo-both": { what: "请两者一起撤销：不使用 --only，或同时指定两个组。", next: null },
  "codex.hint-providers": { what: "zcf provider list 会列出全部供应商。", next: null },
  "codex.hint-restart": {
    what: "请关闭它（后台守护进程：codex app-server daemon stop）后再切换；或者用 --force 切换，然后重启它：{command}",
    next: null,
  },
  "codex.hint-home": { what: "请用 --home 目录 指明主目录，或先启动一次 Codex。", next: null },
  "codex.hint-force": { what: "（加上 --force 可以照样继续。）", next: null },
};
