import type { ImportMessages } from "../import-messages.ts";

export const importTexts: ImportMessages = {
  none: "其中没有提供商。",
  nothing: "没有需要导入的内容。",
  columns: { tool: "工具", provider: "提供商", server: "服务器", key: "密钥", status: "状态" },
  status: { new: "新", same: "相同", differs: (fields) => `不同：${fields}` },
  key: { there: "有", none: "无" },
  unusable: (count) => `${count} 个提供商无法导入：`,
  reason: (provider, why) => `${provider}：${why}`,
  renamed: (id, to) => `“${id}”改名为“${to}”。`,
  conflict: {
    question: (tool, id, fields) => `${tool} 中已有另一个“${id}”（${fields}）。如何处理？`,
    actions: { skip: "保留现有的", rename: "以另一个名称导入", replace: "替换不同之处" },
  },
  exported: (count, encrypted, file) =>
    `已将 ${count} 个提供商写入 ${file}${encrypted ? "，密钥已加密" : "，不含密钥"}。`,
  passphrase: { ask: "文件的口令", choose: "用于加密密钥的口令", again: "再次输入同一口令" },
};
