import type { DoctorMessages } from "../doctor-messages.ts";

export const doctor: DoctorMessages = {
  own: "zcf 自身",
  well: "没有发现问题。",
  wellOf: (checks) => `按 ${checks} 检查，没有发现问题。`,
  noTools: "这里没有 zcf 所支持的工具的主目录，因此只检查了 zcf 自身。",
  severity: { error: "错误：", warning: "警告：", info: "提示：" },
  fix: "修复：",
  orByHand: (command, step) => `${command}，或手动处理：${step}`,
  moving: (sessions) => `将把 ${sessions} 个会话移到该工具能找到它们的地方`,
  total: (errors, warnings, infos) => `${errors} 个错误，${warnings} 个警告，${infos} 个提示。`,
  fixable: (count, command) => `其中 ${count} 个可由 zcf 修复：${command}`,
  nothingToFix: "没有 zcf 能自行修复的问题。",
  closing: (count) => `zcf 自身：将取消其他人对 ${count} 个自有文件的权限。`,
  closed: (count) => `zcf 自身：其他人对 ${count} 个自有文件已没有权限。`,
  left: "仍然存在的问题：",
  question: "现在执行吗？[y/N] ",
};
