import type { BackupMessages } from "../backup-messages.ts";

export const backup: BackupMessages = {
  none: "还没有备份。",
  notRestorable: "无法还原",
  total: (count, size) => `共 ${count} 次操作，${size}。`,
  restoreHint: "zcf backup restore ID 会把文件恢复到该操作之前的样子。",
  earlier: (count, size) => `早期版本的 zcf 留下的 ${count} 份主目录副本，共 ${size}：`,
  earlierHint: "当前版本不需要它们；可用 zcf backup prune --earlier 删除。",
  atLeast: (size) => `至少 ${size}`,
  problem: { link: "那里是符号链接", outside: "它不在工具的主目录内" },
  willRemove: (count, size) => `将从历史中删除 ${count} 次操作，共 ${size}：`,
  willRemoveEarlier: (count, size) => `将删除早期版本留下的 ${count} 份副本，共 ${size}：`,
  kept: {
    "within-limits": (count) => `${count} 次操作在限额之内，保留。`,
    newest: (count) => `${count} 次操作保留：每个主目录最新的一次始终保留。`,
    undo: (count) => `${count} 次操作保留：zcf undo 可能需要。`,
    "in-use": (count) => `${count} 次操作保留：正在进行的操作需要。`,
    busy: (count) => `${count} 次操作保留：另一个 zcf 正在处理该主目录。`,
  },
  nothingToPrune: "没有可删除的内容。",
  pruned: (count, size) => `已从历史中删除 ${count} 次操作，共 ${size}。`,
  prunedEarlier: (count, size) => `已删除早期版本留下的 ${count} 份副本，共 ${size}。`,
  leftEarlier: (path, problem) => `未删除（${problem}）：${path}`,
  question: "现在删除吗？此操作无法撤销。[y/N] ",
};
