import type { ClaudeErrors, ClaudeProblems } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";
import { claudeProviders } from "./claude-providers.ts";

/** Why a switch of Claude Code is refused, or cannot be planned. */
export const claudeProblems: Readonly<
  Record<Exclude<keyof ClaudeErrors, "home-missing"> | keyof ClaudeProblems, CodeText>
> = {
  ...claudeProviders,
  "claude-code.key-missing": {
    what: "{file}：配置“{profile}”没有密钥（apiKey），您登录的令牌会被发往它的服务器。",
    next: "请为它提供密钥：zcf provider edit {profile} --tool claude-code --key-stdin",
  },
  "claude-code.helper-key-missing": {
    what: "{file}：Claude Code 会向 zcf 索取配置“{profile}”的密钥，而这里没有，所有请求都会被拒绝。",
    next: "请为它提供密钥：zcf provider edit {profile} --tool claude-code --key-store helper --key-stdin",
  },
  "claude-code.key-malformed": {
    what: "{file}：配置“{profile}”的密钥中含有空白或控制字符。",
    next: "请重新提供密钥，不要带空格和换行：zcf provider edit {profile} --tool claude-code --key-stdin",
  },
  "claude-code.url-missing": {
    what: "{file}：配置“{profile}”没有地址（baseUrl），它的密钥会被发往 api.anthropic.com。",
    next: "请填入地址：zcf provider edit {profile} --tool claude-code --base-url https://主机/路径",
  },
  "claude-code.url-invalid": {
    what: "{file}：配置“{profile}”的地址（baseUrl）不是 http 或 https 网址。",
    next: "请写成 https://主机/路径：zcf provider edit {profile} --tool claude-code --base-url https://主机/路径",
  },
  "claude-code.url-version": {
    what: "{file}：配置“{profile}”的地址以 /v1 结尾（{url}），而 Claude Code 会自己加上它：所有请求都会失败。",
    next: "请去掉 /v1：zcf provider edit {profile} --tool claude-code --base-url https://主机/路径",
  },
  "claude-code.auth-type": {
    what: "{file}：配置“{profile}”没有说明如何发送密钥[[（authType 为“{value}”）]]。",
    next: "请在其中把 authType 设为 auth_token 或 api_key。",
  },
  "claude-code.ccr-missing": {
    what: "{file}：配置“{profile}”要经过 claude-code-router，而这里没有可读取的路由配置。",
    next: "请先配置 claude-code-router，或使用其他配置。",
  },
  "claude-code.keys-overridden": {
    what: "{file} 的优先级高于您的设置，并设置了 {keys}：zcf 为它们写入的内容不起作用。",
    next: "请在那里删除它们，或联系这台机器的管理员。",
  },
  "claude-code.api-key-helper": {
    what: "{file} 设置了密钥程序（apiKeyHelper）：它的密钥会与提供商的密钥一起发往提供商的服务器。",
    next: "使用提供商期间请删除 apiKeyHelper。",
  },
  "claude-code.console-key": {
    what: "{file} 中有控制台密钥（primaryApiKey），Claude Code 会把它与令牌一起发往提供商的服务器。",
    next: "请用 claude /logout 退出控制台登录，或使用 authType 为 api_key 的配置。",
  },
  "claude-code.home-not-made": {
    what: "Claude Code 在 {home} 还没有目录。",
    next: "请先启动一次 Claude Code，或创建该目录。",
  },
  "claude-code.unknown-target": {
    what: "Claude Code 没有目标“{target}”。[[您是指 {closest} 吗？]]现有：{known}。",
    next: "zcf list 会列出全部目标。",
  },
  "claude-code.settings-ignored": {
    what: "{file}:{line}:{column}：{reason}。设置文件中只要有注释、多余的逗号、类型不对的值或其他错误，Claude Code 就会忽略整个文件。",
    next: "请在该处修正。",
  },
  "claude-code.file-unreadable": {
    what: "无法读取 {file}（{system}），因此无从得知其内容。",
    next: "请确认它是文件且您有权读取：ls -l {file}",
  },
  "claude-code.file-syntax": {
    what: "{file}:{line}:{column}：文件有误，{reason}。",
    next: "请修正 {file} 的第 {line} 行。",
  },
  "claude-code.no-sessions": {
    what: "Claude Code 的会话不属于任何提供商：没有需要移动的内容，每个会话都可以用任意提供商继续。",
    next: "直接切换即可。",
  },
  "claude-code.unknown-goal": {
    what: "Claude Code 不认识目标操作“{goal}”。",
    next: "请使用各部分版本一致的 zcf。",
  },
  "claude-code.undo-changed": {
    what: "{file}：该操作写入的内容之后又被修改过：{keys}。",
    next: "请直接切换到所需的目标。",
  },
  "claude-code.undo-credential": {
    what: "这样一来，Claude Code 会把 {file} 中现有的凭据发送到 {url}，而该凭据并不属于那个服务器。",
    next: "请直接切换到所需的目标。",
  },
  "claude-code.undo-exposed": {
    what: "{file} 会指向 {url} 而没有它自己的凭据，您登录的令牌会被发往那里。",
    next: "请直接切换到所需的目标。",
  },
};
