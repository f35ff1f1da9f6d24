import type { SessionCode } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";
import { coreCodes } from "./core-codes.ts";

/** Why a session of Codex was left out, and what to know about its index. */
export const codexSessions: Readonly<Record<SessionCode, CodeText>> = {
  unreadable: coreCodes.unreadable,
  "codex.session-compressed": {
    what: "会话 {thread} 是压缩的（{file}），目前还无法编辑。",
    next: "请先切换回去，在 Codex 中恢复它一次，Codex 会将其解压，然后重新执行同一次切换。",
  },
  "codex.session-live": {
    what: "会话 {thread} 正在其他程序中打开[[（进程 {pid}）]]。",
    next: "请在那里关闭它，然后重新执行同一次切换。",
  },
  "codex.session-misnamed": {
    what: "{file} 的文件名与其中的会话不符。",
    next: "如果知道 Codex 原来的命名，请改回去。",
  },
  "codex.session-unreadable": {
    what: "{file} 的第 {line} 行不是 Codex 会写在那里的内容。",
    next: "如果有备份，请从备份恢复该文件。",
  },
  "codex.session-paginated-growth": {
    what: "会话 {thread} 原来的位置放不下“{provider}”，而 Codex 另外记录了它的字节偏移。",
    next: "要继续该会话，请切换回它的提供商，或使用不比旧名称长的提供商名称。",
  },
  "codex.session-offsets-unknown": {
    what: "会话 {thread} 需要变长，但无法得知 {database} 是否存有它的字节偏移。",
    next: "请使用 Node 22.15 或更高版本，或使用不比旧名称长的提供商名称。",
  },
  "codex.session-no-lock": {
    what: "会话 {thread} 需要整体替换，但在这台机器上无法取得 Codex 的写入锁。",
    next: "请安装 flock 命令（util-linux 软件包），或使用不更长的提供商名称。",
  },
  "codex.session-no-processes": {
    what: "会话 {thread} 需要整体替换，但这里无法得知 Codex 是否正打开着它。",
    next: "请使用不比旧名称长的提供商名称。",
  },
  "codex.session-codex-runs": {
    what: "会话 {thread} 需要整体替换，而可能正打开着它的 Codex 还在运行（进程 {pid}）。",
    next: "请关闭 Codex，然后重新执行同一次切换。",
  },
  "codex.sqlite-unavailable": {
    what: "当前 Node 没有 SQLite，因此 Codex 的会话索引没有跟随：{databases}。",
    next: "请在 Node 22.15 或更高版本上，或安装 @photostructure/sqlite 后，重新执行同一次切换。",
  },
  "codex.state-schema-unknown": {
    what: "会话索引 {database} 的结构是 zcf 不认识的；会话文件会跟随，索引不会。",
    next: "请更新 zcf。",
  },
  "codex.state-unreadable": {
    what: "无法读取会话索引 {database}（{reason}）；会话文件会跟随，索引不会。",
    next: "请关闭 Codex，然后重新执行同一次切换。",
  },
};
