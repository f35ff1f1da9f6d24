import type { ProviderMessages } from "../provider-messages.ts";

export const provider: ProviderMessages = {
  will: {
    add: ({ id }) => `添加提供商“${id}”`,
    edit: ({ id }) => `修改提供商“${id}”`,
    copy: ({ id, copyId = "" }) => `把提供商“${id}”复制为“${copyId}”`,
    remove: ({ id }) => `删除提供商“${id}”`,
  },
  did: {
    add: ({ id }) => `已添加提供商“${id}”`,
    edit: ({ id }) => `已修改提供商“${id}”`,
    copy: ({ id, copyId = "" }) => `已把提供商“${id}”复制为“${copyId}”`,
    remove: ({ id }) => `已删除提供商“${id}”`,
  },
  header: (tool, changes) => `${tool}：${changes}`,
  done: (tool, changes) => `${tool}：${changes}。`,
  nothing: (tool, ids) => `无需任何操作：${tool} 的 ${ids} 已经如此。`,
  plan: {
    set: (field, value) => `${field}：${value}`,
    unset: (field) => `${field}：去掉`,
    key: "密钥：已提供（不显示）",
    keyName: (name) => `密钥：取自 ${name}`,
    keyStore: (store) => `密钥存放：${store}`,
  },
  list: {
    none: (tool) => `除官方服务外，${tool} 没有配置任何提供商。可用 zcf provider add 添加。`,
    unmanaged: "这里没有可由 zcf 管理提供商的工具。",
    key: (where) => `密钥 ${where}`,
    noKey: "无密钥",
    keyAt: (store, { keyName = "", hasKey }) =>
      `${keyName === "" ? store : `${store} ${keyName}`}${hasKey ? "" : "（缺失）"}`,
  },
  show: { tool: "工具", home: "主目录", key: "密钥", current: "使用中", yes: "是", no: "否" },
  ask: {
    tool: "哪个工具？",
    preset: (tool) => `为 ${tool} 选择哪个提供商？`,
    noPreset: "其他提供商",
    id: "它的标识，供 zcf switch 使用",
    field: (field) => field,
    optional: "可选；直接按回车表示不设置",
    required: "必须填写。",
    keyStore: "密钥存放在哪里？",
    asItIs: "保持现状",
    stores: { key: "由 zcf 写入密钥", name: "密钥已在那里", nothing: "不需要密钥" },
    knownStores: {
      bearer: "写在 config.toml 中该提供商的表里",
      "auth-json": "写在 auth.json 里，沿用早期版本的做法",
      env: "在运行该工具的环境变量里",
      command: "写在 zcf 自己的文件里，由 Codex 向 zcf 索取",
      none: "服务器不需要密钥",
      "auth-token": "写在 zcf 的 config.toml 里，以 bearer token 发送",
      "api-key": "写在 zcf 的 config.toml 里，以 x-api-key 发送",
      helper: "写在 zcf 自己的文件里，由 Claude Code 向 zcf 索取",
    },
    key: (isThere) =>
      isThere
        ? "密钥（输入不会显示；直接按回车保留现有密钥）"
        : "密钥（输入不会显示；直接按回车表示不设密钥）",
    keyName: "密钥所在位置的名称",
  },
  test: {
    asking: (host) => `正在询问 ${host} …`,
    outcome: {
      ok: ({ host, ms, models }) =>
        `${host} 在 ${ms} 毫秒内作出应答${models === null ? "" : `，列出 ${models} 个模型`}。`,
      "model-unknown": ({ host, ms, unknown }) =>
        `${host} 在 ${ms} 毫秒内作出应答，但不认识模型 ${unknown.join("、")}。`,
      "bad-url": ({ reason }) => `这不是可以访问的地址：${reason}`,
      dns: ({ host, reason }) => `无法解析域名 ${host}（${reason}）。`,
      refused: ({ host, reason }) => `${host} 拒绝连接（${reason}）。`,
      unreachable: ({ host, reason }) => `无法连接到 ${host}（${reason}）。`,
      tls: ({ host, reason }) => `${host} 无法证明自己的身份（${reason}）。`,
      timeout: ({ host, ms }) => `${host} 在 ${ms} 毫秒内没有应答。`,
      redirect: ({ host, reason }) => `${host} 要求转到 ${reason}。密钥没有发往那里。`,
      unauthorized: ({ host, status }) => `${host} 不接受该密钥（HTTP ${String(status)}）。`,
      forbidden: ({ host, status }) => `${host} 禁止这个请求（HTTP ${String(status)}）。`,
      "not-found": ({ host, status }) => `${host} 在该地址上没有内容（HTTP ${String(status)}）。`,
      "rate-limited": ({ host, status }) => `${host} 表示请求过多（HTTP ${String(status)}）。`,
      "server-error": ({ host, status }) => `${host} 自身出现故障（HTTP ${String(status)}）。`,
      "unexpected-status": ({ host, status }) => `${host} 的应答是 HTTP ${String(status)}，无法据此判断。`,
      "not-json": ({ host }) => `${host} 的应答不是 JSON，可能是网页。`,
    },
    next: {
      ok: () => "",
      "model-unknown": (id) => `请查看它提供的模型，再运行 zcf provider edit ${id} --model 模型。`,
      "bad-url": (id) => `请用 zcf provider edit ${id} --base-url 地址 改正。`,
      dns: () => "请检查基础地址是否有误，以及网络是否正常。",
      refused: () => "请检查服务器是否在运行，以及基础地址中的端口。",
      unreachable: () => "请检查网络，以及是否需要代理。",
      tls: () => "请检查基础地址和系统时间；若使用自己的证书，请设置 NODE_EXTRA_CA_CERTS。",
      timeout: () => "请重试，或用 --timeout 秒数 延长等待。",
      redirect: () => "若信任它所指向的地址，请把那个地址用作基础地址。",
      unauthorized: (id) => `请提供有效的密钥：zcf provider edit ${id} --key-stdin。`,
      forbidden: () => "请检查该密钥的权限，以及账户是否有余额。",
      "not-found": () =>
        "请检查基础地址。没有列出模型也可能只是因为它不提供模型列表；Codex 或 Claude Code 可能照常工作。",
      "rate-limited": () => "地址和密钥多半是对的；请稍后再试。",
      "server-error": () => "请稍后再试。",
      "unexpected-status": () => "请检查基础地址。",
      "not-json": () => "请检查基础地址：接口可能在另一个路径上。",
    },
    v1: {
      "v1-twice": "基础地址以 /v1 结尾，而该工具会自己加上：请去掉它。",
      "v1-missing": "基础地址中没有 /v1，而该工具不会自己加上：多数提供商需要它。",
    },
    noKey: "没有发送密钥：这里没有密钥。",
  },
};
