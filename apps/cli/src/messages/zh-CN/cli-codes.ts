import type { CliCode } from "../../usage/cli-code.ts";
import type { CodeText } from "../messages.ts";

export const cliCodes: Readonly<Record<CliCode, CodeText>> = {
  "cli.unknown-command": {
    what: "没有“{command}”这个命令。[[您是不是想用 {closest}？]]",
    next: "zcf --help 会列出所有命令。",
  },
  "cli.unknown-option": {
    what: "zcf {command} 没有选项“{option}”。[[您是不是想用 {closest}？]]",
    next: "zcf {command} --help 会列出它的选项。",
  },
  "cli.option-needs-value": {
    what: "选项“{option}”需要一个值。",
    next: "请把值写在选项后面：{option} 值。",
  },
  "cli.option-takes-no-value": {
    what: "选项“{option}”不带值。",
    next: "单独写 {option} 即可。",
  },
  "cli.bad-value": {
    what: "“{value}”不是 {option} 的有效取值。",
    next: "可用：{allowed}。",
  },
  "cli.bad-seconds": {
    what: "“{value}”不是 {option} 的有效取值。",
    next: "请使用秒数，例如 2.5。",
  },
  "cli.bad-count": {
    what: "“{value}”不是 {option} 的有效取值。",
    next: "请使用从 1 起的整数，例如 10。",
  },
  "cli.too-many-arguments": {
    what: "zcf {command} 不知道该如何处理“{argument}”。",
    next: "zcf {command} --help 会说明它接受什么。",
  },
  "cli.needs-argument": {
    what: "zcf {command} 之后缺少 {argument}。",
    next: "zcf {command} --help 会说明它接受什么。",
  },
  "cli.syntax": {
    what: "无法理解：zcf {input}",
    next: "zcf --help 会列出所有命令。",
  },
  "cli.which-tool": {
    what: "可选的工具不止一个。",
    next: "请用 --tool 指明：{known}。",
  },
  "cli.no-tool-has": {
    what: "没有任何工具拥有名为“{target}”的提供商。",
    next: "zcf list 会列出全部提供商。",
  },
  "cli.not-together": {
    what: "{option} 与 {other} 不能同时使用。",
    next: "请去掉其中一个。",
  },
  "cli.all-needs-target": {
    what: "--all 需要提供商的名称。",
    next: "请写明名称，例如 zcf switch official --all。",
  },
  "cli.no-target": {
    what: "没有写明目标，也没有可供选择的终端。",
    next: "请写明目标：zcf switch 目标 --yes。zcf list 会列出全部目标。",
  },
  "cli.no-targets": {
    what: "{home} 中没有可供 {tool} 选择的提供商。",
    next: "请先在其配置中添加 [model_providers.名称] 表。",
  },
  "cli.no-confirmation": {
    what: "zcf 在写入前需要确认，但没有可供确认的终端。",
    next: "用 --yes 直接执行，或用 --dry-run 查看会有哪些改动。",
  },
  "cli.json-needs-yes": {
    what: "--json 模式不会提问。",
    next: "配合 --yes 直接执行，或配合 --dry-run 查看会有哪些改动。",
  },
};
