import type { ProviderEntry, ProviderRequest } from "@zcf/contract";
import type { Answer, Answered } from "./ask-server.ts";
import { errorIn, isAboutModel } from "./error-in.ts";
import { hintOf, type UrlHint } from "./hint-of.ts";
import { modelsIn, unknownModels } from "./models.ts";
import { hostOf } from "./parse-url.ts";
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
  readonly hint: UrlHint | null;
  /** Whether its key is known to be right; `null` where none was sent, or it did not come to that. */
  readonly key: "accepted" | "unproven" | null;
}

/** Nothing of the answer's text gets into it: a server may repeat the key. */
export function judgeAnswer(request: ProviderRequest, answer: Answer, entry: ProviderEntry): Verdict {
  const { url } = request;
  const none = nothingFrom(request, answer.ms);
  if (answer.kind === "failed") return { ...none, outcome: outcomeOf(answer.code), reason: answer.code };
  const { status } = answer;
  if (answer.location !== null)
    return { ...none, status, outcome: "redirect", reason: hostOf(answer.location, url) };
  const json = jsonIn(answer);
  const models = status === 200 ? modelsIn(json) : null;
  const unknown = refusedModel(request, status, json) ?? unknownModels(entry.fields, models);
  const outcome = unknown.length > 0 ? "model-unknown" : byStatus(status, json);
  const hint = outcome === "not-found" || outcome === "not-json" ? hintOf(request, entry) : null;
  return { ...none, status, outcome, hint, unknown, models: models?.length ?? null };
}

/** It needs a key, and there is none that could be sent: a request would prove nothing of what the tool does. */
export function withoutAnswer(request: ProviderRequest, { keyName = "" }: ProviderEntry): Verdict {
  return { ...nothingFrom(request, 0), outcome: "no-key", reason: keyName };
}

function nothingFrom({ url }: ProviderRequest, ms: number): Omit<Verdict, "outcome"> {
  const host = hostOf(url);
  return { host, ms, status: null, reason: "", models: null, unknown: [], hint: null, key: null };
}

/** The model that was asked for and is not known; `null` where nothing says so. */
function refusedModel({ body }: ProviderRequest, status: number, json: unknown): readonly string[] | null {
  const error = errorIn(json);
  if (body === null || error === null || !isAboutModel(status, error)) return null;
  const { model } = JSON.parse(body) as { readonly model?: unknown };
  return typeof model === "string" ? [model] : null;
}

function byStatus(status: number, json: unknown): ProbeOutcome {
  if (status === 401) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 404) return "not-found";
  if (status === 429) return "rate-limited";
  if (status >= 500) return "server-error";
  if (status < 200 || status >= 300) return "unexpected-status";
  if (json === undefined) return "not-json";
  return errorIn(json) === null ? "ok" : "error-answer";
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
  EPROTO: "no-tls",
};

/** OpenSSL's words for a handshake that fails before any certificate is judged. */
const NO_TLS = /^ERR_SSL_(?!.*CERT)/;

/** And for a certificate that does not hold, as Node passes them on. */
const TLS =
  /^ERR_(SSL|TLS)_|^CERT_|^(DEPTH_ZERO_)?SELF_SIGNED|^UNABLE_TO_|^HOSTNAME_MISMATCH|_SIGNATURE_|ISSUER/;

function outcomeOf(code: string): ProbeOutcome {
  const known = NETWORK[code] ?? (NO_TLS.test(code) ? "no-tls" : null);
  return known ?? (TLS.test(code) ? "tls" : "unreachable");
}

/** `undefined` for what is none. */
function jsonIn({ body }: Answered): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
