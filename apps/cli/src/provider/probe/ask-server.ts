import {
  type AgentOptions,
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { ProviderRequest } from "@zcf/contract";
import { parseUrl } from "./parse-url.ts";

/** What came back, or why nothing did. */
export type Answer = Answered | Unanswered;

export interface Answered {
  readonly kind: "answered";
  readonly status: number;
  /** At most {@link LONGEST} bytes of it. */
  readonly body: string;
  /** Where a redirect leads; `null` for what is none. */
  readonly location: string | null;
  readonly ms: number;
}

interface Unanswered {
  readonly kind: "failed";
  /** Of the system, OpenSSL or Node: `ENOTFOUND`, `CERT_HAS_EXPIRED`, `ERR_INVALID_URL`; `ETIMEDOUT` also when we gave up. */
  readonly code: string;
  readonly ms: number;
}

export interface AskOptions {
  /** For everything, the redirects and the body included. */
  readonly timeoutMs: number;
  /** `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`: followed where Node knows how (22.21, 24.5). */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** A list of some hundred models takes half a megabyte. */
const LONGEST = 8 * 2 ** 20;

const REDIRECTS = 3;

/** No timer of Node's runs longer. */
const LONGEST_MS = 2 ** 31 - 1;

/** Asks once. Follows a redirect of a GET on the same origin only: what the key was given for. Never throws. */
export async function askServer(request: ProviderRequest, options: AskOptions): Promise<Answer> {
  const began = performance.now();
  const signal = AbortSignal.timeout(Math.min(Math.ceil(options.timeoutMs), LONGEST_MS));
  const elapsed = (): number => Math.round(performance.now() - began);
  try {
    let url = new URL(request.url);
    for (let left = REDIRECTS; ; left -= 1) {
      const answer = await send({ ...request, url: url.href }, { ...options, signal });
      const next = left > 0 && request.method === "GET" ? sameOrigin(answer.location, url) : null;
      if (next === null) return { kind: "answered", ...answer, ms: elapsed() };
      url = next;
    }
  } catch (error) {
    return { kind: "failed", code: signal.aborted ? "ETIMEDOUT" : codeOf(error), ms: elapsed() };
  }
}

type Received = Pick<Answered, "status" | "body" | "location">;

function send(
  request: ProviderRequest,
  options: AskOptions & { readonly signal: AbortSignal },
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const sent = open(request, options);
    sent.on("error", reject);
    sent.on("response", (response) => {
      receive(response).then(resolve, reject);
    });
    sent.end(request.body ?? undefined);
  });
}

function open(
  { method, url, headers }: ProviderRequest,
  { signal, variables }: AskOptions & { readonly signal: AbortSignal },
): ClientRequest {
  const how = { method, headers: { ...headers }, signal };
  // Not yet in the types of the oldest Node that we run on, which passes it over.
  const proxies: AgentOptions & { readonly proxyEnv: AskOptions["variables"] } = { proxyEnv: variables };
  return new URL(url).protocol === "https:"
    ? httpsRequest(url, { ...how, agent: new HttpsAgent(proxies) })
    : httpRequest(url, { ...how, agent: new HttpAgent(proxies) });
}

async function receive(response: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = chunk as Buffer;
    chunks.push(bytes);
    size += bytes.length;
    if (size > LONGEST) break;
  }
  const status = response.statusCode ?? 0;
  const location = status >= 300 && status < 400 ? (response.headers.location ?? null) : null;
  return { status, location, body: Buffer.concat(chunks).toString("utf8") };
}

function sameOrigin(location: string | null, url: URL): URL | null {
  const next = location === null ? null : parseUrl(location, url.href);
  return next !== null && next.origin === url.origin ? next : null;
}

/** Where several addresses were tried, the first one speaks for all. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && !("code" in error)) return codeOf(error.errors[0]);
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.name : "Error";
}
