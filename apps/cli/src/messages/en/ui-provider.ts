import type { ProviderMessages } from "../provider-messages.ts";

export const provider: ProviderMessages = {
  will: {
    add: ({ id }) => `add provider "${id}"`,
    edit: ({ id }) => `edit provider "${id}"`,
    copy: ({ id, copyId = "" }) => `copy provider "${id}" to "${copyId}"`,
    remove: ({ id }) => `remove provider "${id}"`,
  },
  did: {
    add: ({ id }) => `provider "${id}" added`,
    edit: ({ id }) => `provider "${id}" edited`,
    copy: ({ id, copyId = "" }) => `provider "${id}" copied to "${copyId}"`,
    remove: ({ id }) => `provider "${id}" removed`,
  },
  header: (tool, changes) => `${tool}: ${changes}`,
  done: (tool, changes) => `${tool}: ${changes}.`,
  nothing: (tool, ids) => `Nothing to do: ${ids} of ${tool} is as it should be already.`,
  plan: {
    set: (field, value) => `${field}: ${value}`,
    unset: (field) => `${field}: taken away`,
    key: "key: given (not shown)",
    keyName: (name) => `key: from ${name}`,
    keyStore: (store) => `key store: ${store}`,
  },
  list: {
    none: (tool) => `${tool} has no providers besides its own service. Add one with zcf provider add.`,
    unmanaged: "No tool here has providers that zcf manages.",
    key: (where) => `key ${where}`,
    noKey: "no key",
    keyAt: (store, { keyName = "", hasKey }) =>
      `${keyName === "" ? store : `${store} ${keyName}`}${hasKey ? "" : " (missing)"}`,
  },
  show: { tool: "tool", home: "home", key: "key", current: "in use", yes: "yes", no: "no" },
  ask: {
    tool: "Which tool?",
    preset: (tool) => `Which provider for ${tool}?`,
    noPreset: "another one",
    id: "Its id, which zcf switch takes",
    fields: {
      "base-url": "Base URL: where its API is",
      name: "Name: how it is called",
      model: "Model to use with it",
      "wire-api": "Protocol",
      "haiku-model": "Model behind haiku",
      "sonnet-model": "Model behind sonnet",
      "opus-model": "Model behind opus",
      "env-key-instructions": "What Codex says where the variable with the key is not set",
    },
    optional: "optional; Enter leaves it out",
    required: "A value is needed.",
    keyStore: "Where shall the key be kept?",
    asItIs: "as it is",
    stores: { key: "zcf writes the key there", name: "the key is there already", nothing: "no key" },
    knownStores: {
      bearer: "in the provider's table of config.toml",
      "auth-json": "in auth.json, as earlier zcf has it",
      env: "in a variable of the environment that the tool runs in",
      command: "in a file of zcf's own; Codex asks zcf for it",
      none: "the server wants no key",
      "auth-token": "in zcf's config.toml; sent as a bearer token",
      "api-key": "in zcf's config.toml; sent as x-api-key",
      helper: "in a file of zcf's own; Claude Code asks zcf for it",
    },
    key: (isThere) =>
      isThere
        ? "Key (typing is not shown; Enter alone keeps the present one)"
        : "Key (typing is not shown; Enter alone: without a key)",
    keyName: "The name under which the key is found",
  },
  test: {
    asking: (host) => `Asking ${host} …`,
    outcome: {
      ok: ({ host, ms, models, key }) => {
        const listed = models === null ? [] : [`lists ${models === 1 ? "1 model" : `${models} models`}`];
        const parts = [`answers in ${ms} ms`, ...(key === "accepted" ? ["accepts the key"] : []), ...listed];
        return `${host} ${parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${String(parts.at(-1))}` : parts.join("")}.`;
      },
      "model-unknown": ({ host, ms, unknown }) =>
        `${host} answers in ${ms} ms, but does not know ${unknown.length === 1 ? "the model" : "the models"} ${unknown.join(", ")}.`,
      "bad-url": ({ reason }) => `This is no address that can be asked: ${reason}`,
      dns: ({ host, reason }) => `The name ${host} cannot be resolved (${reason}).`,
      refused: ({ host, reason }) => `${host} refuses the connection (${reason}).`,
      unreachable: ({ host, reason }) => `${host} cannot be reached (${reason}).`,
      tls: ({ host, reason }) => `${host} cannot prove who it is (${reason}).`,
      "no-tls": ({ host, reason }) => `${host} does not answer as an https server does (${reason}).`,
      timeout: ({ host, ms }) => `${host} did not answer within ${ms} ms.`,
      redirect: ({ host, reason }) => `${host} sends us on to ${reason}. The key was not sent there.`,
      unauthorized: ({ host, status }) => `${host} does not accept the key (HTTP ${String(status)}).`,
      forbidden: ({ host, status }) =>
        `${host} knows the key, or us, and forbids the request (HTTP ${String(status)}).`,
      "not-found": ({ host, status }) => `${host} has nothing at this address (HTTP ${String(status)}).`,
      "rate-limited": ({ host, status }) =>
        `${host} answers that there were too many requests (HTTP ${String(status)}).`,
      "server-error": ({ host, status }) => `${host} has a fault of its own (HTTP ${String(status)}).`,
      "unexpected-status": ({ host, status }) =>
        `${host} answers HTTP ${String(status)}, which tells nothing.`,
      "error-answer": ({ host, status }) =>
        `${host} answers HTTP ${String(status)}, but what it sends is an error.`,
      "not-json": ({ host }) => `${host} answers with something else than JSON, such as a web page.`,
    },
    next: {
      ok: () => "",
      "model-unknown": (id) => `Look at the models it has, then use zcf provider edit ${id} --model MODEL.`,
      "bad-url": (id) => `Mend it with zcf provider edit ${id} --base-url URL.`,
      dns: () => "Check the base URL for a typing error, and the network.",
      refused: () => "Check that the server runs, and the port of the base URL.",
      unreachable: () => "Check the network, and whether a proxy is needed.",
      tls: () => "Check the base URL and the clock; for a certificate of your own set NODE_EXTRA_CA_CERTS.",
      "no-tls": () => "Check the port and the beginning of the base URL: the server may speak http:// only.",
      timeout: () => "Try again, or give it longer with --timeout SECONDS.",
      redirect: () => "Use the address that it leads to, if you trust it, as the base URL.",
      unauthorized: (id) => `Give it a valid key: zcf provider edit ${id} --key-stdin.`,
      forbidden: () => "Check what the key may do, and whether the account has credit.",
      "not-found": () => "Check the base URL.",
      "rate-limited": () => "The address and probably the key are right; try again later.",
      "server-error": () => "Try again later.",
      "unexpected-status": () => "Check the base URL.",
      "error-answer": (id) =>
        `Check the key (zcf provider edit ${id} --key-stdin), the base URL, and the account.`,
      "not-json": () => "Check the base URL: the API is probably at another path.",
    },
    v1: {
      "v1-twice": "The base URL ends in /v1, which the tool adds itself: leave it out.",
      "v1-doubled": "The base URL has /v1 twice: leave one out.",
      "v1-missing": "The base URL has no /v1, and the tool adds none: most providers need it.",
    },
    noKey: "No key was sent: there is none.",
    unproven:
      "Whether the key is right is not proved: the server gives this answer to anyone, or looks at no key for it.",
    nameModel: (id) =>
      `It may also have no list of models: with zcf provider edit ${id} --model MODEL, zcf asks it for a short answer instead.`,
  },
};
