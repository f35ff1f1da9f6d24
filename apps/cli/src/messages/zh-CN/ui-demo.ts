import type { UiMessages } from "../ui-messages.ts";

export const demo: UiMessages["demo"] = {
  intro: (home) => `一个用完即删的 Codex 目录，内有两个提供商和几个会话：${home}`,
  before: "切换前",
  after: "切换后",
  config: "config.toml",
  key: "auth.json",
  sessions: "会话",
  archived: "已归档",
  indexRows: "索引",
  noIndex: "未包含会话索引（state_5.sqlite）：当前 Node 没有 SQLite。会话文件照常跟随。",
  running: (command) => `$ ${command}`,
  kept: (home) => `已保留，供您查看：${home}`,
  goOn: (command) => `要在那里撤销这次切换：${command}`,
  removed: "演示目录已删除，因此无法再撤销。如需查看，请加 --keep。",
};
