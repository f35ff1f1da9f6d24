import type { Channel } from "./channel.ts";
import { at, type Json, type JsonObject, parseJson, textAt } from "./json.ts";

const CALL_TIMEOUT_MS = 30_000;

class RpcError extends Error {
  readonly method: string;
  readonly data: Json | undefined;

  constructor(method: string, error: Json) {
    super(`${method}: ${textAt(error, "message")}`);
    this.name = "RpcError";
    this.method = method;
    this.data = at(error, "data");
  }
}

/** One JSON-RPC conversation. */
export interface Rpc {
  /** Sends a request and waits for its result; rejects when it answers with an error, or after the timeout. */
  call(method: string, params?: JsonObject, timeoutMs?: number): Promise<Json>;
  /** Sends a notification. */
  notify(method: string): void;
  /** The first notification that came, or comes in time, with this method and matching parameters. */
  notified(method: string, matches: (params: Json | undefined) => boolean, timeoutMs?: number): Promise<Json>;
}

interface Waiting {
  readonly wants: (message: Json) => boolean;
  readonly take: (message: Json) => void;
}

/** Speaks over a channel. */
export function connect(channel: Channel): Rpc {
  const inbox = openInbox(channel);
  let lastId = 0;
  const send = (message: JsonObject): void => channel.send(JSON.stringify({ jsonrpc: "2.0", ...message }));
  return {
    async call(method, params = {}, timeoutMs = CALL_TIMEOUT_MS) {
      const id = ++lastId;
      const answer = inbox.next(
        `the answer to ${method}`,
        (message) => at(message, "id") === id && isAnswer(message),
        timeoutMs,
      );
      send({ id, method, params });
      return resultOf(method, await answer);
    },
    notify: (method) => send({ method }),
    notified: (method, matches, timeoutMs = CALL_TIMEOUT_MS) =>
      inbox.next(
        method,
        (message) => at(message, "method") === method && matches(at(message, "params")),
        timeoutMs,
      ),
  };
}

function isAnswer(message: Json): boolean {
  return at(message, "method") === undefined;
}

function resultOf(method: string, answer: Json): Json {
  const error = at(answer, "error");
  if (error !== undefined) throw new RpcError(method, error);
  return at(answer, "result") ?? null;
}

interface Inbox {
  next(what: string, wants: Waiting["wants"], timeoutMs: number): Promise<Json>;
}

function openInbox(channel: Channel): Inbox {
  const kept: Json[] = [];
  const waiting = new Set<Waiting>();
  channel.receive((message) => deliver(parseJson(message), { kept, waiting }));
  return {
    next: async (what, wants, timeoutMs) => kept.find(wants) ?? waitFor(waiting, { what, wants, timeoutMs }),
  };
}

function deliver(message: Json, inbox: { readonly kept: Json[]; readonly waiting: Set<Waiting> }): void {
  inbox.kept.push(message);
  for (const one of inbox.waiting) if (one.wants(message)) one.take(message);
}

function waitFor(
  waiting: Set<Waiting>,
  wish: { readonly what: string; readonly wants: Waiting["wants"]; readonly timeoutMs: number },
): Promise<Json> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      waiting.delete(one);
      reject(new Error(`no ${wish.what} within ${wish.timeoutMs} ms`));
    }, wish.timeoutMs);
    const one: Waiting = {
      wants: wish.wants,
      take: (message) => {
        clearTimeout(late);
        waiting.delete(one);
        resolve(message);
      },
    };
    waiting.add(one);
  });
}
