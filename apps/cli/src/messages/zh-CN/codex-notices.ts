import type { CodexDrift, CodexNotices } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";

/** What to know about a Codex home; nothing is refused. */
export const codexNotices: Readonly<Record<keyof CodexNotices | keyof CodexDrift, CodeText>> = {
  "codex.restart-needed": {
    what: "正在运行的 Codex（进程 {pids}）在已打开的会话中仍会使用旧的提供商。",
    next: "请重启它：{command}",
  },
  "codex.processes-unknown": {
    what: "这里无法查看正在运行的程序，而运行中的 Codex 会沿用旧密钥。",
    next: "如果 Codex 正在运行，请重启它：{command}",
  },
  "codex.env-api-key": {
    what: "已设置 {variable}：codex exec 会发送这个密钥，而不是 auth.json 中的密钥。",
    next: "如果这不是您想要的密钥：unset {variable}。",
  },
  "codex.env-key-missing": {
    what: "“{provider}”从变量 {variable} 读取密钥，而这里没有设置它。",
    next: "请在启动 Codex 的环境中设置它。",
  },
  "codex.openai-base-url": {
    what: "{file} 让官方服务的请求及其密钥发往 {url}（openai_base_url）。",
    next: "如果这不是您想要的，请删除这一行。",
  },
  "codex.credentials-store-auto": {
    what: '{file} 设置了 cli_auth_credentials_store = "auto"：若系统密钥环可用，Codex 可能不读取 auth.json。',
    next: '如果密钥没有生效，请改为 "file"。',
  },
  "codex.old-codex-sends-auth": {
    what: "0.142 及更早的 Codex 也会把 {file} 中的凭据发送给“{provider}”，尽管它的表并未要求。",
    next: "如果您的 Codex 是这样的旧版本，请更新。",
  },
  "codex.requires-openai-auth-missing": {
    what: "{file}:{line}：没有 requires_openai_auth = true 时，Codex 0.150 及以后的版本不会向“{provider}”发送密钥。",
    next: "请在它的表中添加这一行，然后运行 zcf switch {provider}，以确保发送的是它自己的密钥。",
  },
  "codex.login-needed": {
    what: "还没有“{provider}”的凭据：Codex 会要求登录。",
    next: "请运行 codex login。",
  },
  "codex.keys-parked": {
    what: "{file} 需要移除；其中的其他条目（{entries}）暂存在它旁边的 zcf-keys.json 中，下次切换时会放回。",
    next: null,
  },
  "codex.system-provider": {
    what: "{file} 为本机指定了“{value}”，因此官方提供商会明确写为“openai”。",
    next: "无需处理：zcf switch 会处理好。",
  },
  "codex.managed-model": {
    what: "{file} 由本机管理员统一设置，模型固定为“{value}”。",
    next: "如果需要别的模型，请联系管理这台机器的人。",
  },
  "codex.system-unreadable": {
    what: "{file} 可能会覆盖您的配置，但无法读取。",
    next: "它必须是有效的 TOML，并且您有权读取：请联系管理这台机器的人。",
  },
  "codex.official-table": {
    what: "{file}:{line}：无法切换到名为“official”的表，这个词代表 OpenAI 自己的服务。",
    next: "请给该表换一个名称，例如 [model_providers.official-2]；如果 model_provider 指向它，请同时修改，然后运行 zcf sessions sync。",
  },
  "codex.shared-mode": {
    what: "会话处于共享模式：全部属于“{provider}”，它在 config.toml 中的表代表当前使用的目标。",
    next: null,
  },
  "codex.shared-left": {
    what: "{file}:{line}：表“{provider}”是共享会话时留下的[[，仍有 {sessions} 个会话属于它]]。",
    next: "下次切换会移走仍属于它的会话，并在没有会话指向该表后将其移除。",
  },
  "codex.shared-kept": {
    what: "{file}:{line}：表“{provider}”暂时保留，因为仍有 {sessions} 个会话指向它。",
    next: "之后没有会话指向它时，切换会将其移除。",
  },
  "codex.shared-rewritten": {
    what: "{file}:{line}：表“{provider}”已不再是 zcf 写入的副本；这次切换会重新写入。",
    next: "如需修改，请改目标自己的表。",
  },
  "codex.provider-gone": {
    what: "没有名为“{provider}”的供应商。[[你是指 {closest} 吗？]]",
    next: "zcf provider list 会列出全部。",
  },
  "codex.url-no-path": {
    what: "“{provider}”的基础 URL {url} 只有服务器名，而 Codex 不会添加 /v1。",
    next: "如果服务器的接口在 /v1 下，请补上：zcf provider edit。",
  },
  "codex.url-v1-twice": {
    what: "“{provider}”的基础地址 {url} 里 /v1 出现了两次。",
    next: "请去掉一个：zcf provider edit codex/{provider} --base-url 地址。",
  },
  "codex.key-dropped": {
    what: "“{provider}”现有的密钥将被删除：密钥存放“{store}”不保存密钥。",
    next: "若还需要它，请先另行保存；zcf undo 可以把它找回。",
  },
  "codex.key-goes-along": {
    what: "“{provider}”的密钥（或其请求头、查询参数中的内容）今后会发往另一台服务器：{url}。",
    next: "如果这些内容不是给这台服务器的，请换一个密钥（zcf provider edit），并在 config.toml 中修改请求头和参数。",
  },
  "codex.left-behind": {
    what: "“{provider}”指向另一台服务器，因此不再带有原服务器的 {fields}。",
    next: "新服务器需要的内容请手动加到它的表中。",
  },
  "codex.config-closed": {
    what: "{file} 从现在起含有密钥：其他人不再能读取它。",
    next: null,
  },
  "codex.restore-while-shared": {
    what: "这里的会话处于共享模式：下次切换会把它们重新归到“{provider}”。",
    next: "要退出共享，请用 --sessions off（各会话回到自己的提供商）或 --sessions sync 切换。",
  },
  "codex.drift-provider-unknown": {
    what: "{file} 指定的提供商[[“{provider}”]]没有对应的表：Codex 无法启动。",
    next: "请切换到 zcf list 列出的某个目标。",
  },
  "codex.drift-key": {
    what: "{file} 中正在使用的密钥不是为“{provider}”保存的那个（“{entry}”）。",
    next: "请运行 zcf switch {provider}。",
  },
  "codex.drift-auth-mode": {
    what: "{file} 中的 auth_mode 是“{mode}”，Codex 不会发送“{provider}”的密钥，而会发送另一种凭据。",
    next: "请运行 zcf switch {provider}。",
  },
  "codex.drift-official-key": {
    what: "正在使用官方服务，但 {file} 中的密钥属于其他服务器[[（{providers}）]]。",
    next: "请运行 zcf switch official。",
  },
  "codex.drift-shared-table": {
    what: "{file}:{line}：Codex 使用的表“{provider}”已不再是“{target}”的副本：两者之一被手动修改过。",
    next: "请把“{target}”的表改成您想要的内容，然后运行 zcf switch {target}。",
  },
  "codex.drift-shared-unknown": {
    what: "{file}:{line}：Codex 使用的表“{provider}”不是任何目标的副本：它所对应的表被修改或删除了。",
    next: "请切换到 zcf list 列出的某个目标。",
  },
  "codex.drift-shared-unmarked": {
    what: "{file}:{line}：Codex 使用的表“{provider}”原是共享会话的表；zcf 的注释已不在，内容也不是 zcf 写入的。",
    next: "请用 --sessions sync、off 或 shared 切换：该表将作为您自己的表保留。",
  },
  "codex.drift-sessions": {
    what: "不属于“{provider}”、因而 Codex 不会显示的会话：{sessions} 个。",
    next: "请运行 zcf sessions sync 来移动它们。",
  },
};
