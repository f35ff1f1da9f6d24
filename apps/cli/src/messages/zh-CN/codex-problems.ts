import type { CodexErrors, CodexProblems } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";

/** Why a switch of Codex is refused. */
export const codexProblems: Readonly<Record<keyof CodexErrors | keyof CodexProblems, CodeText>> = {
  "home-missing": {
    what: "在 {home} 没有找到 {tool} 的主目录。",
    next: "请先启动一次该工具，或用 --home 目录 指明它的位置。",
  },
  "codex.unknown-target": {
    what: "没有名为“{target}”的目标。[[您是不是想用 {closest}？]]",
    next: "zcf list 会列出全部目标。",
  },
  "codex.id-form": {
    what: "“{provider}”不能用作供应商 ID。",
    next: "只用字母、数字、- 和 _，以字母或数字开头，最多 64 个字符。",
  },
  "codex.id-reserved": {
    what: "“{provider}”是 Codex 或 zcf 自己使用的名称。",
    next: "换一个 ID。",
  },
  "codex.id-taken": {
    what: "{file}:{line}：已有供应商“{existing}”，因此不能再用“{provider}”。",
    next: "换一个 ID，或修改已有的那个：zcf provider edit。",
  },
  "codex.field-unknown": {
    what: "Codex 的供应商没有字段“{field}”。",
    next: "可以设置的字段：{known}。",
  },
  "codex.field-missing": {
    what: "“{provider}”不能没有 {field}。",
    next: "请补上它。",
  },
  "codex.field-value": {
    what: "“{provider}”的 {field} 不能是这个值。",
    next: "请给出一行文本[[，可选值：{values}]]。",
  },
  "codex.url-scheme": {
    what: "“{provider}”的基础 URL 不是 Codex 能用的地址。",
    next: "以 https:// 或 http:// 加服务器名开头。",
  },
  "codex.url-extra": {
    what: "“{provider}”的基础 URL 含有用户名、查询参数或片段；Codex 会把自己的路径接在其后。",
    next: "去掉这些部分；密钥有它自己的位置。",
  },
  "codex.url-endpoint": {
    what: "“{provider}”的基础 URL 写了具体接口，而这部分由 Codex 自己添加。",
    next: "去掉最后一段；通常 URL 以 /v1 结尾。",
  },
  "codex.key-store-unknown": {
    what: "没有名为“{store}”的密钥存放方式。",
    next: "可选：{known}。",
  },
  "codex.key-needed": {
    what: "“{provider}”没有可以存放到 {store} 的密钥。",
    next: "请给出密钥；服务器不需要密钥时用 --key-store none。",
  },
  "codex.key-without-url": {
    what: "“{provider}”没有基础地址，Codex 会把它的密钥发往 api.openai.com。",
    next: "请先给它设置基础地址，或在同一步里设置：zcf provider edit codex/{provider} --base-url 地址。",
  },
  "codex.key-not-taken": {
    what: "为“{provider}”给出了密钥，但 {store} 不存放密钥。",
    next: "不要给出密钥，或用 --key-store 选择别的存放方式。",
  },
  "codex.key-form": {
    what: "“{provider}”的密钥为空，或含有空格或无法发送的字符。",
    next: "请重新复制密钥，前后不要带其他内容。",
  },
  "codex.variable-form": {
    what: "为“{provider}”给出的不是环境变量名。",
    next: "请给出变量名，例如 MY_API_KEY，而不是密钥本身。",
  },
  "codex.changed-twice": {
    what: "这些修改中有不止一项涉及“{provider}”。",
    next: "请分成多次操作依次进行。",
  },
  "codex.built-in-table": {
    what: "{file}:{line}：“{provider}”是 Codex 内置的供应商，这个表只是调整它。",
    next: "请手动编辑该文件。",
  },
  "codex.provider-in-use": {
    what: "{file}:{line}：“{provider}”正在使用，因此没有移除。",
    next: "请先切换到别的目标：zcf switch 目标。",
  },
  "codex.unknown-session": {
    what: "没有会话 {sessions}。[[您是不是想用 {closest}？]]",
    next: "zcf sessions list --all 会列出全部会话。",
  },
  "codex.config-syntax": {
    what: "{file}:{line}:{column} 不是有效的 TOML：{reason}。",
    next: "请改正该文件，然后重试。",
  },
  "codex.undo-changed": {
    what: "{file}[[ 第 {line} 行]]：该操作写入的内容后来又被改动[[（{key}）]]，无法单独撤销。",
    next: "请直接切换到所需的目标：zcf switch TARGET。",
  },
  "codex.undo-together": {
    what: "如果只撤销 {file} 而不撤销 {other}，Codex 会把不属于“{provider}”的凭据发送给它。",
    next: "请两者一起撤销：不使用 --only，或同时指定两个组。",
  },
  "codex.undo-credential": {
    what: "这样一来，Codex 会把 {file} 中现有的凭据发送给“{provider}”，而该凭据并不属于那个服务器。",
    next: "请直接切换到所需的目标：zcf switch TARGET。",
  },
  "codex.auth-syntax": {
    what: "{file}:{line}:{column} 不是有效的 JSON：{reason}。",
    next: "请改正该处。（重新登录 Codex 会替换整个文件，其他提供商的密钥将丢失。）",
  },
  "codex.keys-syntax": {
    what: "无法读取 zcf 存放暂存密钥的文件 {file}:{line}:{column}：{reason}。",
    next: "请改正该文件，然后重试。",
  },
  "codex.legacy-profile": {
    what: "{file}:{line} 选择了旧式 profile“{profile}”：Codex 0.140 及以后的版本会因此无法启动，更早的版本会让它覆盖提供商设置。",
    next: "请删除这一行，然后用 zcf switch 选择提供商。",
  },
  "codex.provider-swallowed": {
    what: "{file}:{line} 的 model_provider 写在表 [{table}] 之下，Codex 会把它当作该表的一部分而忽略。",
    next: "请删除这一行，然后用 zcf switch 选择提供商。",
  },
  "codex.reserved-id": {
    what: "{file}:{line}：“{provider}”是 Codex 内置提供商的名称，存在同名的表时 Codex 无法启动。",
    next: "请给该表换一个名称，例如 [model_providers.{provider}-custom]；如果正在使用它，请同时修改 model_provider。",
  },
  "codex.wire-api": {
    what: '{file}:{line}：提供商“{provider}”设置了 wire_api = "{value}"，而 Codex 只接受 "responses"。',
    next: '请改为 wire_api = "responses"，或删除该表。',
  },
  "codex.name-missing": {
    what: "{file}:{line}：提供商“{provider}”没有 name，Codex 会因此无法启动。",
    next: '请添加一行：name = "{provider}"。',
  },
  "codex.auth-combined": {
    what: "{file}:{line}：提供商“{provider}”同时设置了 auth.command 和其他凭据，Codex 会因此无法启动。",
    next: "请从该表中删除不用的部分：要么删除 auth，要么删除 env_key、experimental_bearer_token 和 requires_openai_auth。",
  },
  "codex.base-url-missing": {
    what: "{file}:{line}：提供商“{provider}”没有 base_url，它的密钥会被发送到 api.openai.com。",
    next: "zcf provider edit codex/{provider} --base-url URL",
  },
  "codex.base-url-scheme": {
    what: "{file}:{line}：“{provider}”的 base_url 不以 http:// 或 https:// 开头。",
    next: "zcf provider edit codex/{provider} --base-url https://…",
  },
  "codex.credentials-store": {
    what: '{file} 设置了 cli_auth_credentials_store = "{store}"，因此 Codex 不读取 auth.json，而“{provider}”的密钥只能放在那里。',
    next: '请改为 "file"，或为该提供商设置 experimental_bearer_token 或 env_key。',
  },
  "codex.forced-login": {
    what: '{file} 设置了 forced_login_method = "{method}"；它与“{provider}”所需的凭据冲突，Codex 会删除 auth.json。',
    next: "请先删除这一行。",
  },
  "codex.managed-provider": {
    what: "{file} 由本机管理员统一设置，提供商固定为“{value}”；切换到“{provider}”不会生效。",
    next: "请联系管理这台机器的人。",
  },
  "codex.key-missing": {
    what: "缺少“{provider}”的密钥：{file} 中没有“{entry}”。codex login、codex logout 和令牌刷新会删除此类条目。",
    next: "请重新给出密钥，并放在不会被删除的 config.toml 中：zcf provider edit codex/{provider} --key-store bearer --key-file 文件（密钥写在该文件中）。",
  },
  "codex.key-malformed": {
    what: "“{provider}”的密钥（{file} 中的“{entry}”）含有空白或换行，Codex 将不会发送任何密钥。",
    next: "请重新给出密钥：zcf provider edit codex/{provider} --key-store bearer --key-file 文件（密钥写在该文件中）。",
  },
  "codex.key-unknown": {
    what: "无法确定哪个密钥属于“{provider}”，而 {file} 中现有的密钥是给另一个服务器的。",
    next: "请为它单独设置密钥：zcf provider edit codex/{provider} --key-store bearer --key-file 文件（密钥写在该文件中）。",
  },
  "codex.key-owner-unknown": {
    what: "无法确定 {file} 中的密钥属于官方服务还是其他提供商。",
    next: "如果它是 OpenAI 自己的密钥：zcf switch official --force。如果不是，请从该文件中删除条目 OPENAI_API_KEY。",
  },
  "codex.shared-id-taken": {
    what: "共享会话需要一个专用的提供商名称，而 {providers} 都已是您自己的表（{file}:{line}）。",
    next: "请给其中一个换个名称，或用 --sessions sync 切换。",
  },
  "codex.shared-unmarked": {
    what: "{file}:{line}：Codex 使用的表“{provider}”可能是共享会话的表，也可能是您自己的：zcf 的注释已不在，内容也不是 zcf 写入的。",
    next: "请用 --sessions sync、off 或 shared 说明会话如何处理；该表将作为您自己的表保留。",
  },
  "codex.shared-built-in": {
    what: "{file}:{line}：“{provider}”用于调整 Codex 内置的提供商，其他名称的表无法代表它。",
    next: "请用 --sessions sync 切换。",
  },
  "codex.table-in-use": {
    what: "{file}:{line}：仍有会话（{sessions} 个）指向表“{provider}”，没有它 Codex 无法打开这些会话：{threads}。",
    next: "请先移动它们：zcf sessions sync。",
  },
  "codex.resident-process": {
    what: "正在运行的 Codex（进程 {pids}）仍持有旧密钥，会把它发送给新服务器。",
    next: "请现在重启它：{command}",
  },
};
