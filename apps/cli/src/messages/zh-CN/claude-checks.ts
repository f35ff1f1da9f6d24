import type { ClaudeChecks } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";

/** What is wrong with a Claude Code home, as far as nothing else says it. */
export const claudeChecks: Readonly<Record<keyof ClaudeChecks, CodeText>> = {
  "claude-code.both-credentials": {
    what: "{file} 同时设置了 ANTHROPIC_API_KEY 和 ANTHROPIC_AUTH_TOKEN，每个请求都会同时发送两者。",
    next: "请切换到所需的目标。",
  },
  "claude-code.url-alone": {
    what: "{file} 指向 {url} 而没有它自己的凭据：您登录的令牌会被发往那里。",
    next: "请切换到某个目标。",
  },
  "claude-code.stale-model": {
    what: "{file}：模型“{model}”属于另一个提供商，却会向当前提供商请求。",
    next: "请删除它，或用 /model 另选模型。",
  },
  "claude-code.approval-beginning": {
    what: "{file} 批准的是“{profile}”密钥的开头部分，而 Claude Code 以末尾部分为准。",
    next: "请切换到它一次，密钥即获批准。",
  },
  "claude-code.onboarding-missing": {
    what: "{file}：虽然正在使用提供商，Claude Code 仍会从欢迎界面开始并要求登录。",
    next: "请再次切换到当前目标。",
  },
  "claude-code.key-orphaned": {
    what: "{file} 中有不再被任何提供商使用的密钥：{profiles}。",
    next: "请删除它们。",
  },
  "claude-code.loose-mode": {
    what: "{file} 含有密钥，而其他人也可以读取它（权限 {mode}）。",
    next: "请执行 chmod 600 {file}",
  },
};
