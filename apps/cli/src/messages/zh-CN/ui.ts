import type { UiMessages } from "../ui-messages.ts";
import { backup } from "./ui-backup.ts";
import { demo } from "./ui-demo.ts";
import { doctor } from "./ui-doctor.ts";
import { importTexts } from "./ui-import.ts";
import { provider } from "./ui-provider.ts";

export const ui: UiMessages = {
  error: "错误：",
  outputLost: (reason) => `无法写入标准输出（${reason}）。已完成的操作仍然有效。`,
  next: "下一步：",
  disk: {
    untouched: "没有任何改动。",
    restored: "所有内容已恢复原状。",
    unfinished: "操作尚未完成：部分文件可能已改动，部分没有。",
  },
  severity: { info: "提示：", warning: "警告：" },

  plan: {
    header: (tool, from, to) => `${tool}：${from ?? "（未知）"} -> ${to}`,
    file: {
      patch: (file) => `将修改 ${file}`,
      create: (file) => `将新建 ${file}`,
      remove: (file) => `将删除 ${file}`,
    },
    sessions: (count, target) =>
      `将把 ${count} 个会话移到${named(target)}（原提供商已记录，可用 zcf sessions restore 还原）`,
    sharing: (count) =>
      `将把 ${count} 个会话移到共享的提供商，仅此一次，以后切换不再改动它们（原提供商已记录，可用 zcf sessions restore 还原）`,
    unsharing: (count) => `将把 ${count} 个会话从共享的提供商移回各自原来的提供商`,
    syncHeader: (tool, target, inUse) =>
      `${tool}：会话移到${named(target)}${inUse === null ? "" : `（当前使用“${inUse}”）`}`,
    restoreHeader: (tool) => `${tool}：会话回到各自原来的提供商`,
    backupHeader: (tool) => `${tool}：文件恢复成备份里的样子`,
    fixHeader: (tool) => `${tool}：修复发现的问题`,
    sessionsBack: (count) => `将把 ${count} 个会话移回各自原来的提供商`,
    leftOut: (count) => `将有 ${count} 个会话保持不动：`,
    cause: (count, code, example) => `${count} 个 ${code}${count === 1 ? "：" : "，例如："}${example}`,
    notUndoable: (files) => `使用 --backup none 后，以下文件的改动无法撤销：${files.join("、")}。`,
    question: {
      switch: "现在切换吗？[y/N] ",
      move: "现在移动吗？[y/N] ",
      undo: "现在撤销吗？[y/N] ",
      redo: "现在重做吗？[y/N] ",
      restore: "现在放回吗？[y/N] ",
      providers: "现在执行吗？[y/N] ",
      fix: "现在修复吗？[y/N] ",
    },
    yes: ["是", "好"],
    dryRun: "试运行：以下是将会发生的改动，不会写入任何内容。",
    rows: (database, table) => `${database}，表 ${table}：`,
  },

  report: {
    switched: (tool, target) => `${tool} 已切换到“${target}”。`,
    declined: (follows) => `未执行：您选择了否。${follows ? "之前完成的操作仍然有效。" : "没有任何改动。"}`,
    cancelled: "中途取消：已完成的部分有效，但并非所有会话都已跟随。重新运行即可继续。",
    cancelledTooLate: "已取消，但此前已全部完成；结果有效。",
    nothing: (tool, target) => `无需任何操作：${tool} 已在使用“${target}”。`,
    moved: (tool, count, target) => `已把 ${tool} 的 ${count} 个会话移到${named(target)}。`,
    nothingToMove: (tool, target) => `无需任何操作：${tool} 的会话都已属于${named(target)}。`,
    nothingToMoveOf: (ids, target) => `无需任何操作：${ids} 已属于${named(target)}。`,
    restored: (tool, count) => `已把 ${tool} 的 ${count} 个会话移回原来的提供商。`,
    backupRestored: (tool) => `已放回 ${tool} 的备份。`,
    nothingInBackup: (tool) => `无需任何操作：${tool} 与备份一致。`,
    fixed: (tool) => `${tool}：已修复发现的问题。`,
    nothingToFix: (tool) => `无需任何操作：${tool} 没有需要修复的问题。`,
    noneMoved: (tool) => `没有移动 ${tool} 的任何会话。`,
    stayed: (count) => `有 ${count} 个会话只能保持不动：`,
    nothingToRestoreOf: (ids) => `无需任何操作：${ids} 从未被移离原来的提供商。`,
    nothingToRestore: (tool) => `无需任何操作：${tool} 没有被移离原提供商的会话。`,
    file: {
      patch: (file) => `已修改：${file}`,
      create: (file) => `已新建：${file}`,
      remove: (file) => `已删除：${file}`,
    },
    sessions: (moved, failed) =>
      failed === 0 ? `会话：已移动 ${moved} 个` : `会话：已移动 ${moved} 个，失败 ${failed} 个`,
    sessionsOff: "会话：保持不变（--sessions off）",
    shared: "它们今后一直属于该提供商：使用 --sessions shared 切换时，改变的是该提供商的定义。",
    sharedAlready: "会话：无需改动（--sessions shared）",
    noSessions: "会话：没有需要移动的",
    moreCauses: (count) => `另有 ${count} 个出于其他原因`,
    fullList: (path) => `完整列表：${path}`,
    backup: (strategy, path) => `备份（${strategy}）：${path}`,
    noBackup: "备份：无",
    undo: (command) => `要撤销这次操作：${command}`,
    open: "已完成的部分有效，但 zcf 未能写完自己的操作记录（磁盘是否已满？）。有空间后请运行 zcf recover。",
  },

  list: {
    none: (tool) => `${tool} 没有配置任何提供商。`,
    current: "当前",
    official: "该工具自己的官方服务",
    model: (model) => `模型 ${model}`,
    unusable: "无法使用：",
    allUnusable: "目前它们都无法使用：",
  },

  status: {
    current: (tool, target) => `${tool} 正在使用“${target}”。`,
    unknown: (tool) => `${tool} 使用的提供商不在它的目标之列。`,
    sessions: (count, provider) => `${count} 个会话属于“${provider}”`,
    noProvider: "未记录提供商",
    noSessions: "没有会话。",
    aligned: "配置、凭据和会话一致。",
    drift: "以下内容不一致：",
    problems: "目前它无法正常使用：",
  },

  unfinished: {
    head: (count) => `先前有 ${count} 次操作被中断；文件可能只改了一半：`,
    next: "请运行 zcf recover；任何会写入的命令也会先做这件事。",
  },

  undo: {
    only: (what, groups) => `${what}（仅 ${groups}）`,
    moving: (count) => `将把 ${count} 个会话移回原处`,
    undo: {
      header: (when, what) => `撤销 ${when} ${what}`,
      done: (when, what) => `已撤销：${when} ${what}`,
      nothing: (when, what) => `无需任何操作，早已撤销：${when} ${what}`,
    },
    redo: {
      header: (when, what) => `重做 ${when} ${what}`,
      done: (when, what) => `已重做：${when} ${what}`,
      nothing: (when, what) => `无需任何操作，早已重做：${when} ${what}`,
    },
  },

  sessions: {
    none: "没有会话。",
    columns: {
      provider: "提供商",
      now: "会话",
      originally: "原属",
      archived: "已归档",
      live: "使用中",
      leftOut: "不会移动",
    },
    noProvider: "（未记录或无法读取）",
    total: "合计",
    leftOut: (count) => `移动时会有 ${count} 个会话保持不动：`,
    facts: {
      originally: (provider) => `原属 ${provider}`,
      archived: "已归档",
      live: "使用中",
      leftOut: "不会移动：",
    },
  },

  history: {
    none: "还没有任何操作。",
    state: {
      "rolled-back": "已回滚：没有改动",
      interrupted: "被中断：只完成了一部分",
      abandoned: "已放弃：文件可能只改了一半",
    },
    unknownTarget: "（未知）",
    deed: { sync: "移动会话", restore: "还原会话", backup: "放回文件", undo: "撤销", fix: "修复问题" },
    colon: "：",
    toolAt: (tool, home) => `${tool}（${home}）`,
    undoOf: (operation) => `撤销 ${operation}`,
    backupOf: (operation) => `来自 ${operation} 的备份`,
    undoneBy: (operations, groups) => `${groups === null ? "" : `${groups} `}已被 ${operations} 撤销`,
    leftOut: (count) => `${count} 个会话保持不动`,
    backup: (strategy) => `备份 ${strategy}`,
  },

  recovery: {
    none: "没有需要恢复的操作。",
    insteadOfUndo: "要撤销的操作已由此撤回，其他都没有动。要撤销再前一次，请再运行一次 zcf undo。",
    state: {
      "rolled-back": (operation) => `已恢复 ${operation}：已回滚，一切都和它开始之前一样。`,
      interrupted: (operation) =>
        `已恢复 ${operation}：已完成的部分有效；还没处理到的会话保持原来的提供商。再执行一次同样的命令即可完成。`,
      abandoned: (operation) => `已了结 ${operation}：无法撤回的内容保持现状。`,
      committed: (operation) => `已恢复 ${operation}：它当时已经完成。`,
    },
    foreign: (file) => `保持不动，因为此后被其他程序修改过：${file}`,
  },

  choose: {
    tool: "要切换哪个工具？",
    target: (tool) => `${tool} 应该使用哪个提供商？`,
    current: "当前",
  },

  backup,
  provider,
  doctor,
  demo,
  import: importTexts,

  sameCommand: "同一条命令",
  stopping: "正在停止：会先把正在写入的内容完成或撤回。",
  moving: (done, total, perSecond) =>
    `${done}/${total} 个会话${perSecond === null ? "" : `，每秒 ${perSecond} 个`}`,
  reading: (count, perSecond) => `正在读取会话：${count} 个，每秒 ${perSecond} 个`,
};

function named(target: string | null): string {
  return target === null ? "当前使用的提供商" : `“${target}”`;
}
