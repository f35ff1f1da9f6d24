import type { ClaudeChecks } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";

/** What is wrong with a Claude Code home, as far as nothing else says it. */
export const claudeChecks: Readonly<Record<keyof ClaudeChecks, CodeText>> = {
  "claude-code.both-credentials": {
    what: "{file} 同时设置了 ANTHROPIC_API_KEY 和 ANTHROPIC_AUTH_TOKEN，每个请求都会同时发送两者。",
    next: 'zcf switch TARGET 会只保留一个；也可以把另一个写成 ""。',
  },
  "claude-code.custom-headers": {
    what: "{file}：每个请求都会把 {keys} 发给 Anthropic。",
    next: '如果它属于其他提供商，请在其中把它写成 ""。',
  },
  "claude-code.settings-url-invalid": {
    what: "{file}：ANTHROPIC_BASE_URL 不是 http 或 https 网址，所有请求都会失败。",
    next: "请写成 https://主机/路径。",
  },
  "claude-code.settings-url-version": {
    what: "{file}：ANTHROPIC_BASE_URL 以 /v1 结尾（{url}），而 Claude Code 会自己加上它：所有请求都会失败。",
    next: "请去掉其中的 /v1。",
  },
  "claude-code.settings-key-malformed": {
    what: "{file}：{keys} 中含有空白或控制字符，服务器会拒绝它。",
    next: "请重新复制密钥，不要带空格和换行。",
  },
  "claude-code.stale-model": {
    what: "{file}：模型“{model}”属于另一个提供商，却会向当前提供商请求。",
    next: '请删除其中的 "model"，或用 /model 另选模型。',
  },
  "claude-code.approval-beginning": {
    what: "{file} 批准的是“{profile}”密钥的开头部分，而 Claude Code 以末尾部分为准。",
    next: "zcf switch {profile} --tool claude-code 会批准该密钥。",
  },
  "claude-code.onboarding-missing": {
    what: "{file}：虽然正在使用提供商，Claude Code 仍会从欢迎界面开始并要求登录。",
    next: '请在其中写入 "hasCompletedOnboarding": true。',
  },
  "claude-code.key-orphaned": {
    what: "{file} 中有不再被任何提供商使用的密钥：{profiles}。",
    next: '除非这些提供商还会恢复，请从其中的 "keys" 里删除它们。',
  },
  "claude-code.loose-mode": {
    what: "{file} 含有密钥，而其他人也可以读取它（权限 {mode}）。",
    next: "请执行 chmod 600 {file}",
  },
  "claude-code.version-unverified": {
    what: "最近使用的是 Claude Code {version}；zcf 验证过的版本是 {from} 到 {to}，其他版本的行为可能不同。",
    next: "请查看是否有更新的 zcf；不理想的结果可以用 zcf undo 撤销。",
  },
};
