import type { OwnCheck } from "@zcf/core";
import type { CodeText } from "../messages.ts";

/** What is wrong with zcf's own state. */
export const ownChecks: Readonly<Record<OwnCheck, CodeText>> = {
  "zcf.interrupted": {
    what: "zcf 写入时被中断（{operations}），某个主目录可能只改了一半。",
    next: "zcf recover",
  },
  "zcf.backups-large": {
    what: "历史记录及其备份占用 {size}，有 {operations} 个操作超出限制。",
    next: "zcf backup prune",
  },
  "zcf.earlier-copies": {
    what: "早期版本的 zcf 留下了整个主目录的副本，其中包括密钥：{copies} 份，{size}。",
    next: "zcf backup prune --earlier",
  },
  "zcf.state-open": {
    what: "您以外的人能查看 zcf 自己的状态目录，其中可能有密钥（{count} 处）：{files}。",
    next: "请取消其他人的权限：对上述路径执行 chmod -R go=。",
  },
  "zcf.record-damaged": {
    what: "某个操作的记录无法读取，因此不在历史记录中，也无法撤销：{files}。",
    next: "请从您自己的备份恢复该文件，或删除它所在的文件夹。",
  },
  "zcf.record-newer": {
    what: "某个操作的记录由更新版本的 zcf 写入，当前版本无法撤销它：{files}。",
    next: "请用那个版本的 zcf 来撤销。",
  },
  "zcf.ledger-damaged": {
    what: "{file} 中有无法识别的行（{count} 行：第 {lines} 行）：部分会话最初属于哪个提供商，可能已无从得知。",
    next: "请从您自己的备份恢复该文件，或删除这些行。",
  },
  "zcf.state-unreadable": {
    what: "无法读取 {file}（{system}），因此无法得知全部问题。",
    next: "ls -ld {file}（如被拒绝，则查看上一级目录）会显示它是什么、属于谁：您必须有权读取它（chown、chmod u+rX）。",
  },
  "zcf.store-unchecked": {
    what: "无法检查 {tool}[[：无法读取 {file}]]（{reason}）。",
    next: "请先解决这一点，然后再次运行 zcf doctor。",
  },
  "zcf.claim-elsewhere": {
    what: "{host} 上的 zcf（进程 {pid}[[，自 {since} 起]]）声明正在处理某个主目录，而在这里无法得知它是否仍在运行；在此期间不会写入该目录。",
    next: "如果那里没有程序在运行，请删除 {file}。",
  },
};
