import type { ClaudeProviderErrors } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";

/** Why Claude Code's providers cannot be changed like this. */
export const claudeProviders: Readonly<Record<keyof ClaudeProviderErrors, CodeText>> = {
  "claude-code.provider-exists": {
    what: "提供商“{id}”已存在，或有另一个提供商的名称会得到这个标识。",
    next: "请另选标识，或编辑现有的：zcf provider edit claude-code/{id}。",
  },
  "claude-code.provider-in-use": {
    what: "提供商“{id}”正在使用。",
    next: "请先切换到其他目标：zcf switch TARGET。",
  },
  "claude-code.provider-reserved": {
    what: "“{id}”不是可以更改的提供商：这个词在这里另有含义。",
    next: "请另选标识。",
  },
  "claude-code.provider-twice": {
    what: "有两项更改针对同一个提供商“{id}”。",
    next: "请合并为一项，或分两次进行。",
  },
  "claude-code.provider-id": {
    what: "“{id}”不能用作标识：标识只含小写字母、数字以及其间的单个连字符。",
    next: "请改用“{made}”。",
  },
  "claude-code.provider-name": {
    what: "名称“{name}”与标识“{id}”不符：早期版本的 zcf 由名称生成标识，会得到“{made}”。",
    next: "请不要指定名称，或使用标识“{made}”（zcf provider copy 可由现有提供商生成）。",
  },
  "claude-code.field-unknown": {
    what: "Claude Code 的提供商没有“{field}”。现有：{known}。",
    next: "请去掉它。",
  },
  "claude-code.field-malformed": {
    what: "“{field}”的值为空，或首尾有空白，或含有控制字符。",
    next: "请去掉这些字符。",
  },
  "claude-code.field-needed": { what: "提供商必须有“{field}”。", next: "请指定它。" },
  "claude-code.key-needed": {
    what: "原提供商的密钥是为另一台服务器提供的，不属于“{id}”的服务器。",
    next: "请为副本提供它自己的密钥。",
  },
  "claude-code.base-url-invalid": {
    what: "该地址不是 http 或 https 网址。",
    next: "请写成 https://主机/路径。",
  },
  "claude-code.base-url-extra": {
    what: "该地址含有用户名、密码、查询或片段，而 Claude Code 会在其后追加路径。",
    next: "请写成 https://主机/路径。",
  },
  "claude-code.base-url-version": {
    what: "该地址以 /v1 结尾（{url}），而 Claude Code 会自己加上它：所有请求都会返回 404。",
    next: "请去掉地址中的 /v1。",
  },
  "claude-code.key-invalid": {
    what: "密钥为空，或含有空白或控制字符。",
    next: "请重新复制密钥，不要带空格和换行。",
  },
  "claude-code.key-store-unknown": {
    what: "Claude Code 没有名为“{keyStore}”的密钥存放处。现有：{known}。",
    next: "请选择其中之一。",
  },
  "claude-code.profiles-elsewhere": {
    what: "{file} 中的提供商属于常用主目录，而 {home} 是另一个主目录。",
    next: "请去掉 --home。",
  },
  "claude-code.profiles-legacy": {
    what: "{file} 以旧版 zcf 的格式保存着最后的提供商，之后会被再次读取。",
    next: "请删除该文件。",
  },
  "claude-code.undo-in-use": {
    what: "这会更改或删除正在使用的提供商“{id}”。",
    next: "请先切换到其他目标：zcf switch TARGET。",
  },
};
