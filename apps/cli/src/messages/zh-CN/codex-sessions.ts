import type { SessionCode } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";
import { coreCodes } from "./core-codes.ts";

/** Why a session of Codex was left out, and what to know about its index. */
export const codexSessions: Readonly<Record<SessionCode, CodeText>> = {
  unreadable: coreCodes.unreadable,
  changed: coreCodes.changed,
  "codex.session-compressed": {
    what: "会话 {thread} 是压缩的（{file}），当前 Node 无法读取。",
    next: "请使用 Node 22.15 或更高版本，然后运行 `zcf sessions sync`。",
  },
  "codex.session-live": {
    what: "会话 {thread} 正在其他程序中打开[[（进程 {pid}）]]。",
    next: "请结束占用它的 Codex（后台的用 codex app-server daemon stop 结束），然后运行 {again}。",
  },
  "codex.session-moved-since": {
    what: "会话 {thread} 后来从“{after}”移到了“{now}”，因此不再移回“{before}”。",
    next: "zcf sessions sync 会把它移到当前使用的提供商。",
  },
  "codex.session-gone": {
    what: "会话 {thread} 的文件已不存在。",
    next: null,
  },
  "codex.session-misnamed": {
    what: "{file} 的文件名与其中的会话不符。",
    next: "如果知道 Codex 原来的命名，请改回去。",
  },
  "codex.session-unreadable": {
    what: "{file} 的第 {line} 行不是 Codex 会写在那里的内容。",
    next: "如果有备份，请从备份恢复该文件。",
  },
  "codex.session-family-unknown": {
    what: "会话 {thread} 需要变长，但 zcf 无法确定 {file} 指向哪里，或有什么指向它。",
    next: "请使用不比旧名称长的提供商名称。如果该文件已损坏、无法访问或是多余的副本，也可以先处理好它；如果都不是，请更新 zcf。",
  },
  "codex.session-family-busy": {
    what: "会话 {thread} 需要与会话 {other} 一起变长，而后者目前无法修改。",
    next: "请在 Codex 中关闭会话 {other}，然后运行 {again}。",
  },
  "codex.session-offsets-unknown": {
    what: "会话 {thread} 需要变长，但 zcf 无法移动 {database} 中存有或可能存有的字节偏移。",
    next: "请使用不比旧名称长的提供商名称。更新 zcf，或使用 Node 22.15 或更高版本，也可能有帮助。",
  },
  "codex.session-no-lock": {
    what: "会话 {thread} 需要整体替换，但在这台机器上无法取得 Codex 的写入锁。",
    next: "请安装 Perl 或 flock 命令（util-linux 软件包），或使用不更长的提供商名称。",
  },
  "codex.session-no-processes": {
    what: "会话 {thread} 需要整体替换，但这里无法得知 Codex 是否正打开着它。",
    next: "请使用不比旧名称长的提供商名称。",
  },
  "codex.session-codex-runs": {
    what: "会话 {thread} 需要整体替换，而可能正打开着它的 Codex 还在运行（进程 {pid}）。",
    next: "请关闭 Codex，然后运行 {again}。",
  },
  "codex.sqlite-unavailable": {
    what: "当前 Node 没有 SQLite，因此无法读取 Codex 的会话索引，它也不会跟随切换：{databases}。",
    next: "请在 Node 22.15 或更高版本上，或安装 @photostructure/sqlite 后，运行 {again}。",
  },
  "codex.state-schema-unknown": {
    what: "会话索引 {database} 的结构是 zcf 不认识的；会话文件会跟随，索引不会。",
    next: "请更新 zcf。",
  },
  "codex.sealed-reasoning": {
    what: "其中 {sessions} 个会话含有只有原提供商才能读取的推理内容：继续这些会话可能失败，阅读不受影响。",
    next: "如果某个会话无法继续，请为它切换回原提供商，或在 Codex 中派生它。",
  },
  "codex.state-unreadable": {
    what: "无法读取会话索引 {database}（{reason}）；会话文件会跟随，索引不会。",
    next: "请关闭 Codex，然后运行 {again}。",
  },
};
