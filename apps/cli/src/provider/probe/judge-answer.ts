import type { ProviderEntry, ProviderRequest } from "@zcf/contract";
import type { Answer, Answered } from "./ask-server.ts";
import { modelsIn, unknownModels } from "./models.ts";
import { hostOf, parseUrl } from "./parse-url.ts";
import type { ProbeOutcome } from "./probe-outcome.ts";

/** What an answer tells of a provider. */
export interface Verdict {
  readonly outcome: ProbeOutcome;
  readonly host: string;
  /** `null` where there was no answer. */
  readonly status: number | null;
  readonly ms: number;
  /** A system's word for what failed, or where a redirect leads; else empty. */
  readonly reason: string;
  /** How many models it lists; `null` where it lists none. */
  readonly models: number | null;
  /** Those of the provider's models that it does not list. */
  readonly unknown: readonly string[];
  /** What the address looks like where nothing is found there. */
  readonly hint: "v1-twice" | "v1-missing" | null;
}

/** Nothing of the answer's text gets into it: a server may repeat the key. */
export function judgeAnswer({ url }: ProviderRequest, answer: Answer, entry: ProviderEntry): Verdict {
  const host = hostOf(url);
  const none = { host, ms: answer.ms, status: null, reason: "", models: null, unknown: [], hint: null };
  if (answer.kind === "failed") return { ...none, outcome: outcomeOf(answer.code), reason: answer.code };
  const { status } = answer;
  if (answer.location !== null)
    return { ...none, status, outcome: "redirect", reason: hostOf(answer.location, url) };
  const json = jsonIn(answer);
  const models = status === 200 ? modelsIn(json) : null;
  const unknown = unknownModels(entry.fields, models);
  const outcome = unknown.length > 0 ? "model-unknown" : byStatus(status, json);
  const hint = outcome === "not-found" || outcome === "not-json" ? hintOf(url) : null;
  return { ...none, status, outcome, hint, unknown, models: models?.length ?? null };
}

function byStatus(status: number, json: unknown): ProbeOutcome {
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404) return "not-found";
  if (status === 429) return "rate-limited";
  if (status >= 500) return "server-error";
  if (status < 200 || status >= 300) return "unexpected-status";
  return json === undefined ? "not-json" : "ok";
}

const NETWORK: Readonly<Record<string, ProbeOutcome>> = {
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EAI_FAIL: "dns",
  EAI_NODATA: "dns",
  ECONNREFUSED: "refused",
  ETIMEDOUT: "timeout",
  ERR_INVALID_URL: "bad-url",
  ERR_INVALID_PROTOCOL: "bad-url",
  ERR_INVALID_CHAR: "bad-url",
  ERR_UNESCAPED_CHARACTERS: "bad-url",
  EPROTO: "tls",
};

/** OpenSSL's words for a certificate that does not hold, as Node passes them on. */
const TLS =
  /^ERR_(SSL|TLS)_|^CERT_|^(DEPTH_ZERO_)?SELF_SIGNED|^UNABLE_TO_|^HOSTNAME_MISMATCH|_SIGNATURE_|ISSUER/;

function outcomeOf(code: string): ProbeOutcome {
  return NETWORK[code] ?? (TLS.test(code) ? "tls" : "unreachable");
}

/** `undefined` for what is none. */
function jsonIn({ body }: Answered): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** Codex adds nothing to a base URL but the name of what it wants, Claude Code adds `/v1` as well. */
function hintOf(url: string): Verdict["hint"] {
  const path = parseUrl(url)?.pathname ?? "";
  if (/\/v1\/+v1\//.test(path)) return "v1-twice";
  return /\/v\d+[a-z0-9]*\//.test(path) ? null : "v1-missing";
}
