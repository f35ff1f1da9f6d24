import type { CodexCheck, CodexCode } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";

/** What is wrong with a Codex home, as far as nothing else says it. */
export const codexChecks: Readonly<Record<Exclude<CodexCheck, CodexCode>, CodeText>> = {
  "codex.config-unreadable": {
    what: "无法读取 {file}（{system}），因此 Codex 无法启动，也无法得知其中的提供商。",
    next: "ls -ld {file} 会显示它是什么、属于谁：它必须是属于您的普通文件（先 chown，再 chmod 600）。",
  },
  "codex.config-open": {
    what: "{file} 中有密钥，而您以外的人也能读取它（权限 {mode}）。",
    next: "chmod 600 {file}",
  },
  "codex.legacy-profile-tables": {
    what: "{file}:{line}：旧式 profile（{profiles}）自 Codex 0.140 起不再生效，并且有它们在时 codex --profile 拒绝启动。",
    next: "请把每个 profile 移到单独的文件（例如 work.config.toml），并删除对应的表。",
  },
  "codex.ignored-setting": {
    what: "{file}:{line}：写在这里的 {setting} 会被 Codex 忽略，无论其值是什么。",
    next: "请把密钥放到 Codex 会读取的地方：zcf provider edit codex/ID --key-store bearer --key-file 文件，然后删除这一行。",
  },
  "codex.forced-workspace": {
    what: "{file}:{line} 只允许另一个 ChatGPT 工作区，而不是您当前登录的那个：无论使用哪个提供商，codex exec 都会删除 auth.json。",
    next: "请登录到该工作区，或删除这一行。",
  },
  "codex.dotted-id": {
    what: "{file}:{line}：含点号的 ID 没有加引号，因此得到的是一个没有名称的提供商“{provider}”，Codex 会无法启动。",
    next: '请给整个 ID 加上引号：[model_providers."{provider}.…"]。',
  },
  "codex.base-url-endpoint": {
    what: "{file}:{line}：“{provider}”的 base_url 以 Codex 会自行添加的路径结尾，因此每个请求都发往不存在的地址。",
    next: "请去掉最后一段；通常 URL 以 /v1 结尾。",
  },
  "codex.base-url-extra": {
    what: "{file}:{line}：“{provider}”的 base_url 含有查询参数、片段或空白，而 Codex 会把自己的路径接在其后。",
    next: "请去掉它们：zcf provider edit codex/{provider} --base-url URL；参数应写在 query_params 中。",
  },
  "codex.unknown-fields": {
    what: "{file}:{line}：Codex 不认识表“{provider}”中的 {fields}：每次启动都会警告，使用 --strict-config 时则无法启动。",
    next: "请从该表中删除它们：Codex 不使用这些字段。",
  },
  "codex.earlier-fields": {
    what: "{file}:{line}：表“{provider}”中有早期 zcf 写入、而 Codex 不认识的 {fields}：每次启动都会警告，使用 --strict-config 时则无法启动。",
    next: null,
  },
  "codex.fields-refused": {
    what: "{file}:{line}：Codex 不允许表“{provider}”中出现 {fields}，因此无法启动。",
    next: "请从该表中删除它们。",
  },
  "codex.field-type": {
    what: "{file}:{line}：表“{provider}”中 {fields} 的值类型不对，Codex 会因此无法启动。",
    next: "请改正（文本要加引号，数字和 true、false 不加），或删除它们。",
  },
  "codex.provider-no-table": {
    what: "{file}:{line}：{table} 不是表，Codex 会因此无法启动。",
    next: "请删除这一行。",
  },
  "codex.preferred-auth-method": {
    what: "{file}:{line}：preferred_auth_method 无论写什么都不起作用。",
    next: "请删除这一行。",
  },
  "codex.credentials-store-unknown": {
    what: "{file}:{line}：cli_auth_credentials_store 不是 file、keyring、auto、ephemeral 之一，Codex 会因此无法启动。",
    next: '请改为 "file"。',
  },
  "codex.login-screen": {
    what: "{file}:{line}：“{provider}”既有自己的令牌，又设置了 requires_openai_auth = true：没有登录时，Codex 的终端界面不会启动，而是要求登录。",
    next: "请从它的表中删除 requires_openai_auth。",
  },
  "codex.env-key-empty": {
    what: "{file}:{line}：“{provider}”的 env_key 没有写变量名，Codex 在发送密钥时会停止。",
    next: "zcf provider edit codex/{provider} --key-store env --key-name 变量名",
  },
  "codex.command-key-missing": {
    what: "Codex 会向 zcf 索取“{provider}”的密钥（zcf key codex/{provider}），而 {file} 中没有。",
    next: "zcf provider edit codex/{provider} --key-store command --key-file 文件（密钥写在该文件中）",
  },
  "codex.command-not-found": {
    what: "{file}:{line}：Codex 会向 zcf 索取“{provider}”的密钥，而这里的 PATH 中没有 zcf，因此得不到密钥。",
    next: "请让启动 Codex 的环境在 PATH 中能找到 zcf；或把密钥放在 config.toml 中：zcf provider edit codex/{provider} --key-store bearer。",
  },
  "codex.token-malformed": {
    what: "{file}:{line}：“{provider}”的令牌为空或含有空白，因此 Codex 发送不出可用的密钥。",
    next: "请重新给出令牌：zcf provider edit codex/{provider} --key-store bearer --key-file 文件（密钥写在该文件中）。",
  },
  "codex.auth-unreadable": {
    what: "无法读取 {file}（{system}），因此无法得知其中的密钥。",
    next: "ls -ld {file} 会显示它是什么、属于谁：它必须是属于您的普通文件（先 chown，再 chmod 600）。",
  },
  "codex.keys-unreadable": {
    what: "无法读取 zcf 存放暂存密钥的 {file}（{system}）。",
    next: "ls -ld {file} 会显示它是什么、属于谁：它必须是属于您的普通文件（先 chown，再 chmod 600）。",
  },
  "codex.file-unreadable": {
    what: "无法读取 {file}（{system}），因此无法得知这个主目录的全部情况。",
    next: "ls -ld {file}（如被拒绝，则查看上一级目录）会显示它是什么、属于谁：您必须有权读取它（chown、chmod u+rX）。",
  },
  "codex.auth-open": {
    what: "{file} 中有您的登录信息或密钥，而您以外的人也能读取它（权限 {mode}）。",
    next: "chmod 600 {file}",
  },
  "codex.auth-read-only": {
    what: "{file} 是只读的（权限 {mode}）：Codex 既不能登录也不能续期登录，而且到需要时才会报错。",
    next: "chmod 600 {file}",
  },
  "codex.auth-linked": {
    what: "{file} 是指向 {target} 的链接：codex logout 只删除链接，登录信息仍留在原处。",
    next: "退出登录后，请把那个文件也删除。",
  },
  "codex.auth-empty": {
    what: "{file} 中没有任何凭据；有这样的文件时，Codex 的终端界面会直接退出，而不是提示登录。",
    next: "请再次切换到您使用的目标（zcf switch official 或 zcf switch 名称）：这会保留该文件中的其他条目，其中可能有提供商的密钥。之后再登录。",
  },
  "codex.auth-mode-unknown": {
    what: "{file} 中的 auth_mode 是 Codex 不认识的：它会认为该文件已损坏，不发送任何凭据。",
    next: '请把其中的 "auth_mode" 改为 "chatgpt"（使用登录）或 "apikey"（使用 OPENAI_API_KEY 中的密钥）。',
  },
  "codex.auth-mode-missing": {
    what: "{file} 中既有密钥又有 ChatGPT 登录，却没有说明使用哪一个：Codex 会发送密钥，费用记在密钥所有者名下。",
    next: '请在该文件中写明："auth_mode": "chatgpt" 表示使用登录，"auth_mode": "apikey" 表示使用密钥。（重新登录也可以，但会删除其他提供商的密钥。）',
  },
  "codex.auth-key-malformed": {
    what: "{file} 中的 OPENAI_API_KEY 为空，或含有空白或换行，Codex 因此不会发送可用的凭据。",
    next: "请改正该条目；如果要用的是 ChatGPT 登录，请把它设为 null。（重新登录也可以，但会删除其他提供商的密钥。）",
  },
  "codex.login-incomplete": {
    what: "{file} 中的登录信息缺少 last_refresh，Codex 因此不会发送令牌。",
    next: '请在其中加入 "last_refresh"，值为当前时间，例如 "2026-01-31T12:00:00Z"。（重新登录也可以，但会删除其他提供商的密钥。）',
  },
  "codex.keys-open": {
    what: "{file} 中有暂存的密钥，而您以外的人也能读取它（权限 {mode}）。",
    next: "chmod 600 {file}",
  },
  "codex.sessions-orphaned": {
    what: "部分会话（{sessions} 个）的提供商已没有对应的表：{providers}。Codex 0.166 及以后的版本无法继续这些会话。",
    next: "请把它们移到当前使用的目标：zcf sessions sync。或重新添加该提供商。",
  },
  "codex.sessions-mixed": {
    what: "有些会话后面的内容所写的提供商（{providers}）与列出它们的提供商不同（{sessions} 个）：在 Codex 0.145 及以后的版本中搜索一次，它们就会被移回去，从列表中消失。",
    next: "请统一它们：zcf sessions sync。",
  },
  "codex.sessions-rows": {
    what: "Codex 的索引与会话文件记录的提供商不一致（{sessions} 个），因此它们在一个提供商下列出，却在另一个下继续。",
    next: "请移动一次：zcf sessions sync。",
  },
  "codex.sessions-unreadable": {
    what: "有些会话无法读取，每次切换都会被留下（{sessions} 个）：{files}。",
    next: "zcf sessions list --all 会说明每个会话的原因。",
  },
  "codex.version-unverified": {
    what: "最新的会话由 Codex {version} 写入；zcf 验证过的版本是 {from} 到 {to}，其他版本的行为可能不同。",
    next: "请查看是否有更新的 zcf；不理想的结果可以用 zcf undo 撤销。",
  },
  "codex.state-newer": {
    what: "{database} 比 zcf 验证过的类型更新；Codex 可能把会话的提供商存放在 zcf 不知道的地方。",
    next: "请查看是否有更新的 zcf。",
  },
};
