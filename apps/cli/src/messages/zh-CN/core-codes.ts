import type { CoreCode } from "@zcf/core";
import type { CodeText } from "../messages.ts";

export const coreCodes: Readonly<Record<CoreCode, CodeText>> = {
  "unknown-tool": {
    what: "没有名为“{tool}”的工具。",
    next: "--tool 可用的取值：{known}。",
  },
  "not-managed": {
    what: "zcf 无法管理 {tool} 的提供商。",
    next: "请用 --tool 指明另一个工具，或在 {tool} 自己的配置里修改。",
  },
  "wrong-contract": {
    what: "插件“{tool}”按契约版本 {stated} 编写，而当前 zcf 的契约版本是 {expected}。",
    next: "请安装适配当前 zcf 的插件版本。",
  },
  "duplicate-tool": {
    what: "有两个插件都叫“{tool}”。",
    next: "请移除其中一个。",
  },
  "unknown-backup": {
    what: "没有名为“{strategy}”的备份策略。",
    next: "--backup 可用的取值：{known}。",
  },
  "plan-refused": {
    what: "适配器“{tool}”给出的计划不被允许：{rule}[[（{where}）]]。",
    next: "这是适配器的缺陷，请反馈给它的作者。",
  },
  "outside-roots": {
    what: "{file} 不在该适配器可以触及的目录之内。",
    next: "如果它是由链接指过去的，请用 --home 指定真实目录；否则请作为缺陷反馈。",
  },
  unreadable: {
    what: "无法读取 {file}[[（{system}）]]。",
    next: "请检查该文件及其权限，然后重试。",
  },
  database: {
    what: "SQLite 无法读取 {file}[[：{reason}]]。",
    next: "请关闭正在使用该数据库的程序，然后重试。",
  },
  "sqlite-unavailable": {
    what: "当前 Node 没有可用的 SQLite 驱动。",
    next: "请使用 Node 22.15 或更高版本，或在 zcf 旁安装 @photostructure/sqlite。",
  },
  "zstd-unavailable": {
    what: "当前 Node 无法读写 Zstandard 文件。",
    next: "请使用 Node 22.15 或更高版本。",
  },
  "home-locked": {
    what: "另一个 zcf 正在处理 {home}：{command}（主机 {host} 上的进程 {pid}）。",
    next: "请等它完成后重试，或用 --wait 秒数 延长等待时间。",
  },
  "home-locked-elsewhere": {
    what: "另一台机器或另一个容器里的 zcf 正在处理 {home}，或者已在那里意外终止：{command}（主机 {host} 上的进程 {pid}[[，始于 {since}]]）。",
    next: "请等它完成后重试。如果那里已没有 zcf 在运行，请删除 {file}。",
  },
  "tool-lock-busy": {
    what: "有其他程序正在写入：{file} 已被锁定。",
    next: "请稍候或关闭该程序，然后重试。",
  },
  "tool-lock-unavailable": {
    what: "在这台机器上无法锁定 {file}。",
    next: "请安装 Perl 或 flock 命令（util-linux 软件包），或关闭该工具后重试。",
  },
  changed: {
    what: "{file} 在此期间被其他程序修改了。",
    next: "请重新运行该命令，它会按现在的内容重新规划。",
  },
  "verify-failed": {
    what: "{file} 写入后读回的内容与写入的不一致。",
    next: "请关闭所有可能写入它的程序，然后重试。",
  },
  "file-exists": {
    what: "{file} 已经存在。",
    next: "请另选一个文件；如果它是普通文件，--force 会替换它。",
  },
  "write-failed": {
    what: "写入[[ {file} ]]失败[[（{system}）]]。",
    next: "请检查那里的权限和磁盘剩余空间，然后重试。",
  },
  unfinished: {
    what: "有一次操作[[（{operation}）]]既没能完成，也没能撤回。可能处于中间状态的文件：{files}[[（{system}）]]。[[操作记录：{journal}]]",
    next: "请关闭正在使用这些文件的程序，然后运行 zcf recover。要让此后被改过的文件保持现状：zcf recover --abandon。",
  },
  "journal-unreadable": {
    what: "无法读取先前某次操作的记录[[（格式 {version}）]]：{file}。",
    next: "如果它由更新版本的 zcf 写成，请使用那个版本。否则请先人工检查该工具的文件；然后用 zcf recover --abandon 关闭未完成的操作。",
  },
  "no-previous": {
    what: "{tool} 没有可以切回的上一个目标。",
    next: "请写明目标；zcf list 会列出全部目标。",
  },
  "no-operation": {
    what: "历史记录中没有操作 {operation}。",
    next: "zcf history 会列出可以撤销的操作。",
  },
  ambiguous: {
    what: "{operation} 可能指 {count} 次操作，例如 {known}。",
    next: "请把 ID 写得更完整；zcf history 和 zcf backup list 会显示完整的 ID。",
  },
  "nothing-to-undo": {
    what: "没有可以撤销的操作[[：{operation} 没有改动、已经回滚，或不属于所指的工具和主目录]]。",
    next: "zcf history 会列出做过的操作。",
  },
  "unknown-group": {
    what: "没有可以单独撤销的部分“{group}”。",
    next: "--only 可用的取值：{known}。",
  },
  "undo-dropped": {
    what: "无法撤销 {file}：{operation} 之前的内容没有保留。",
    next: "请改为切换到之前的目标；zcf history 中可以查到。",
  },
  "undo-changed": {
    what: "{operation} 恢复 {file} 之后，该文件又被修改过；撤销会丢失这些修改。",
    next: "请用 --only 只撤销其余部分，例如 zcf undo --only config,auth。",
  },
  "no-backup": {
    what: "没有备份 {backup}。",
    next: "zcf backup list 会列出全部备份。",
  },
  "backup-dropped": {
    what: "没有保留 {backup} 之前的文件：它没有改动文件、已被回滚，或使用了 --backup none。",
    next: "zcf backup list 会显示哪些备份可以还原。",
  },
  "backup-damaged": {
    what: "备份已不完整：缺少 {file}。",
    next: "请手动复制旁边剩下的文件，或还原 zcf backup list 中的其他备份。",
  },
  "restore-files-only": {
    what: "还原只恢复文件；数据库和会话历史保持现状。",
    next: "zcf sessions sync 会让会话与届时使用的提供商一致。",
  },
  "restore-left": {
    what: "无法恢复（文件过大、所在文件夹已不存在，或同名位置已被其他内容占用）：{files}。",
    next: "副本在 {path}。",
  },
  "prune-failed": {
    what: "无法删除较旧的备份：{file}[[（{system}）]]。",
    next: "请检查那里的权限，然后运行 zcf backup prune。",
  },
  cancelled: {
    what: "已取消。",
    next: "需要时重新运行该命令即可。",
  },
  internal: {
    what: "这是 zcf 自身的缺陷[[：{reason}]]。",
    next: "请连同此处的输出一并反馈给我们。",
  },
  held: {
    what: "{file} 正在被使用[[（进程 {pid}）]]。",
    next: "请结束该程序（后台的 Codex 用 codex app-server daemon stop 结束），然后运行 {again}。",
  },
  "rows-changed": {
    what: "它在 {file} 中的记录在此期间被其他程序修改了[[：{reason}]]。",
    next: "请运行 {again}。",
  },
  "rows-database": {
    what: "SQLite 无法写入 {file}[[：{reason}]]。",
    next: "请关闭正在使用该数据库的程序，然后运行 {again}。",
  },
  "not-reached": {
    what: "还没轮到它，操作就结束了。",
    next: "请运行 {again}，它会从中断处继续。",
  },
};
