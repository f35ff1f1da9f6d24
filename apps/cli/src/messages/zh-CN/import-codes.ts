import type { ImportCode } from "@zcf/import";
import type { CodeText } from "../messages.ts";

export const importCodes: Readonly<Record<ImportCode, CodeText>> = {
  "import.no-source": {
    what: "没有可导入的 {source} 内容：已查找 {files}。[[是否指 {closest}？]]",
    next: "请用 --from 指定另一个主目录，或直接指定文件：zcf import FILE。",
  },
  "import.unknown-content": {
    what: "{file} 中没有 zcf 能导入的内容。",
    next: "zcf import --help 列出它能读取的内容。",
  },
  "import.broken": {
    what: "无法读取 {file}[[（第 {line} 行]][[，第 {column} 列）]]：{reason}。",
    next: "请修复该文件或重新导出，然后重试。",
  },
  "import.too-large": {
    what: "{file} 超过 {bytes} 字节，不可能是提供商列表。",
    next: "请指定存放提供商的文件。",
  },
  "import.newer": {
    what: "{file} 由更新版本的 zcf 写入（格式 {version}）。",
    next: "请更新 zcf，然后重试。",
  },
  "import.wrong-passphrase": {
    what: "这不是 {file} 的口令。",
    next: "请使用导出时的口令重试。",
  },
  "import.official": {
    what: "它是工具自己的服务：zcf switch official 即可使用。",
    next: "请用工具本身登录。",
  },
  "import.no-url": { what: "它没有地址。", next: "请手动添加：zcf provider add。" },
  "import.bad-url": {
    what: "它的地址不是普通的 http 或 https 地址。",
    next: "请在原处更正，或手动添加：zcf provider add。",
  },
  "import.no-key": { what: "它没有密钥。", next: "请手动添加：zcf provider add。" },
  "import.other-tool": { what: "它属于 {app}，zcf 不认识该工具。", next: "这里不需要它。" },
  "import.wire-api": {
    what: "它使用“{wireApi}”接口，该工具不支持。",
    next: "请向提供商询问该工具可用的地址。",
  },
  "import.through-router": {
    what: "它只能通过 claude-code-router 使用：zcf switch ccr 即可。",
    next: "请通过路由器使用它。",
  },
  "import.key-variable": {
    what: "它的密钥在变量 {variable} 中，而此处未设置该变量。",
    next: "请设置该变量，然后重新导入。",
  },
  "import.broken-settings": { what: "无法读取它的设置。", next: "请在原处更正，然后重新导入。" },
  "import.settings-missing": {
    what: "它的设置文件不存在：{file}。",
    next: "请在原处更正，然后重新导入。",
  },
  "import.own-settings": { what: "{file} 是 Claude Code 自己使用的文件。", next: "这里不需要它。" },
  "import.tool-missing": {
    what: "本机没有 {tool}。",
    next: "请安装它，或用 --tool 和 --home 指定其主目录。",
  },
  "import.key-stays": {
    what: "保持原样：来源中的地址不同且没有密钥，而这里的密钥属于现有地址。",
    next: "请以另一个名称导入：--on-conflict rename。",
  },
};
