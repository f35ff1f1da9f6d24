import type { ClaudeDrift, ClaudeNotices } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";

/** What to know about a Claude Code home; nothing is refused. */
export const claudeNotices: Readonly<Record<keyof ClaudeNotices | keyof ClaudeDrift, CodeText>> = {
  "claude-code.restart-for-model": {
    what: "正在运行的 Claude Code（进程 {pids}）从下一个请求起使用新的服务器和密钥，但仍保留原来的模型。",
    next: "请重启它，或在其中用 /model 选择模型。",
  },
  "claude-code.emptied": {
    what: "{file}：{keys} 不属于任何配置，已被清空。",
    next: "zcf undo 可以恢复。",
  },
  "claude-code.exports-masked": {
    what: "您的 shell 导出了 {variables}；从现在起由设置屏蔽。",
    next: null,
  },
  "claude-code.host-variable": {
    what: "已设置 {variable}：Claude Code 不会按设置文件选择提供商。",
    next: "请在启动 Claude Code 的环境中取消它：unset {variable}。",
  },
  "claude-code.moved-home": {
    what: "{file} 的 env 指定了另一个主目录（CLAUDE_CONFIG_DIR：{home}），Claude Code 会使用那里的设置。",
    next: "请删除它，或切换那个主目录：--home {home}。",
  },
  "claude-code.reserved-profile": {
    what: "{file}：名为“{profile}”的配置无法切换；这个词在这里另有含义。",
    next: "请在 {file} 中为它的表及其名称换一个词。",
  },
  "claude-code.other-backend": {
    what: "{file} 把所有请求发往其他服务（{keys}），无论设置了什么地址。",
    next: "zcf switch TARGET 会将其关闭。",
  },
  "claude-code.null-values": {
    what: "{file}：null 并不是未设置，它会作为文本发送：{keys}。",
    next: '请把 null 改写成 ""。',
  },
  "claude-code.models-restricted": {
    what: "{file} 会改写或限制模型（{keys}），提供商自己的模型可能无法使用。",
    next: "请在 {file} 中加入提供商的模型，或删除其中的 {keys}。",
  },
  "claude-code.profiles-json": {
    what: "{file} 的内容是 JSON，任何版本的 zcf 都不会在那里读取它；其中没有读到任何提供商。",
    next: "请移走它（mv {file} {file}.json），然后重新添加提供商：zcf provider add。",
  },
  "claude-code.key-goes-along": {
    what: "“{id}”的密钥今后会发往另一台服务器：{url}。",
    next: "如果该密钥不属于这台服务器，请换一个：zcf provider edit。",
  },
  "claude-code.key-missing-yet": {
    what: "提供商“{id}”没有密钥；没有密钥就无法切换到它。",
    next: "请提供一个：zcf provider edit claude-code/{id} --key-stdin。",
  },
  "claude-code.provider-absent": {
    what: "没有提供商“{id}”，无需删除。",
    next: "zcf provider list 会列出全部提供商。",
  },
  "claude-code.settings-kind": {
    what: "{file}:{line}：{reason}，因此 Claude Code 会忽略整个文件，包括这次切换。",
    next: "请改正该值。",
  },
  "claude-code.fix-withheld": {
    what: "保持原样：{checks}。单独清除它会让您的登录令牌发往 {file} 中的地址。",
    next: "请切换到某个提供商或 official。",
  },
  "claude-code.profile-renamed": {
    what: "{file}：早期版本的 zcf 会根据名称把提供商“{profile}”改称为“{made}”。",
    next: "请使名称与标识一致：zcf provider edit {profile} --tool claude-code --name {profile}",
  },
  "claude-code.settings-unreadable": {
    what: "{file} 的优先级高于您的设置，但无法读取。",
    next: "请修正它或使其可读；如果它不归您管理，请联系这台机器的管理员。",
  },
  "claude-code.undo-emptied": {
    what: "Claude Code 可能正在运行，会保留被删除的内容；因此改为清空：{keys}。",
    next: "zcf undo --exact 会将其删除。",
  },
  "claude-code.login-exposed": {
    what: "{file} 和以前一样指向 {url} 而没有它自己的凭据：您登录的令牌会被发往那里。",
    next: "zcf switch TARGET 会结束这种状态。",
  },
  "claude-code.drift-profile": {
    what: "{file} 说正在使用“{profile}”，而设置并非如此。",
    next: "zcf switch TARGET 会使两者一致。",
  },
  "claude-code.drift-leftovers": {
    what: "{file}：其他提供商的残留，会一起发送或造成妨碍：{keys}。",
    next: '请在其中把它们写成 ""。',
  },
  "claude-code.drift-models": {
    what: "{file}：不是当前目标的模型：{keys}。",
    next: "请在其中写入该目标的模型；它没有的写成空文本。",
  },
  "claude-code.drift-exports": {
    what: "您的 shell 导出了 {variables}，而设置没有屏蔽它。",
    next: "请在 shell 的启动文件中取消该变量。",
  },
  "claude-code.url-alone": {
    what: "{file} 指向 {url} 而没有它自己的凭据：您登录的令牌会被发往那里。",
    next: '请执行 zcf switch TARGET（zcf list 会列出目标），或把 ANTHROPIC_BASE_URL 写成 ""。',
  },
  "claude-code.drift-approval": {
    what: "{file}：当前密钥未获批准，交互式会话不会使用它，登录令牌可能会被发往提供商。",
    next: '请把密钥的最后 20 个字符加入其中的 "customApiKeyResponses.approved"，或再次切换到它的目标：zcf switch TARGET。',
  },
};
