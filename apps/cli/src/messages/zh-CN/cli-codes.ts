import type { CliCode } from "../../usage/cli-code.ts";
import type { CodeText } from "../messages.ts";
import { importCliCodes } from "./import-cli-codes.ts";

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
  "cli.only-with": {
    what: "没有 {other} 时，{option} 不起作用。",
    next: "请加上 {other}，或去掉 {option}。",
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
    next: "请先添加一个：zcf provider add。",
  },
  "cli.key-argument": {
    what: "密钥绝不作为参数：本机的其他用户可能看到它，shell 也会把它记入历史。",
    next: "请省略它，zcf 会询问；或使用 --key-stdin、--key-file 文件、--key-env 变量名。",
  },
  "cli.key-sources": {
    what: "密钥只能有一个来源。",
    next: "请在 --key-stdin、--key-file、--key-env、--key-name 中只用一个。",
  },
  "cli.key-blank": {
    what: "没有密钥：{option} 给出的内容为空。",
    next: "请检查它的来源。",
  },
  "cli.key-malformed": {
    what: "{option} 给出的不是密钥：其中有空白、换行，或请求头容不下的字符。",
    next: "请只给出密钥本身，写在一行里。",
  },
  "cli.key-env-missing": {
    what: "没有设置变量 {variable}。",
    next: "请设置并导出它，或换一种方式提供密钥。",
  },
  "cli.key-stdin-terminal": {
    what: "--key-stdin 从管道读取，而这里是终端，会把密钥显示出来。",
    next: "请省略该选项，zcf 会询问；或用管道传入密钥。",
  },
  "cli.key-not-taken": {
    what: "密钥存放方式“{store}”不接受密钥。",
    next: "请省略密钥，或用 --key-store 指定另一种。",
  },
  "cli.key-name-wanted": {
    what: "密钥存放方式“{store}”要的是密钥已在之处的名称，而不是密钥。",
    next: "请用 --key-name 名称 给出。",
  },
  "cli.key-name-not-taken": {
    what: "密钥存放方式“{store}”要的是密钥本身，而不是名称。",
    next: "请用 --key-stdin、--key-file 文件 或 --key-env 变量名 给出密钥。",
  },
  "cli.bad-set": {
    what: "--set 需要字段名和值。",
    next: "请写成 --set 字段=值。",
  },
  "cli.field-twice": {
    what: "字段 {field} 给出了不止一次。",
    next: "请只给一次，或用 --unset 去掉它。",
  },
  "cli.unknown-preset": {
    what: "{tool} 没有名为“{preset}”的预设。[[您是不是想用 {closest}？]]",
    next: "{tool} 可用的有：{known}。",
  },
  "cli.unknown-provider": {
    what: "{tool} 没有名为“{provider}”的提供商。[[您是不是想用 {closest}？]]",
    next: "zcf provider list 会列出全部提供商。",
  },
  "cli.no-provider-id": {
    what: "没有写明提供商，也没有可供询问的终端。",
    next: "请写明：zcf provider add 标识 --base-url 地址。",
  },
  "cli.no-changes": {
    what: "没有写明要修改“{provider}”的什么，也没有可供询问的终端。",
    next: "zcf provider edit --help 会说明可以设置什么。",
  },
  "cli.no-probe": {
    what: "{tool} 没有可用来测试“{provider}”的请求。",
    next: "请直接在 {tool} 中使用看看。",
  },
  "cli.key-terminal": {
    what: "这会把密钥显示在终端上。",
    next: "请用管道接走，或用 --force 显示。",
  },
  "cli.no-key": {
    what: "{tool} 的“{provider}”没有密钥。",
    next: "请提供一个：zcf provider edit {named} --key-stdin。",
  },
  "cli.key-variable-unset": {
    what: "{tool} 的“{provider}”从变量 {variable} 取得密钥，而这里没有设置该变量。",
    next: "请在启动 {tool} 的环境里设置并导出 {variable}，再在那里重试。",
  },
  "cli.key-elsewhere": {
    what: "“{provider}”的密钥由它自己的程序提供，该程序由 {tool} 运行，zcf 不会运行它。",
    next: "请自行运行该程序，看它是否输出密钥；或直接在 {tool} 中试用该提供商。",
  },
  "cli.program-missing": {
    what: "密钥存放“{store}”要求该工具运行 {program} 来取得密钥，而这里的 PATH 中没有 {program}。",
    next: "请把它放到该工具的 PATH 中，或另选 --key-store。",
  },
  "cli.no-base-url": {
    what: "{tool} 的“{provider}”没有基础地址，因此没有可以询问的服务器。",
    next: "请提供一个：zcf provider edit {named} --base-url 地址。",
  },
  ...importCliCodes,
  "cli.unknown-check": {
    what: "没有名为“{check}”的检查。[[您是不是想用 {closest}？]]",
    next: "docs/checks.md 列出了全部检查；zcf doctor 会显示其中发现的问题。",
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
