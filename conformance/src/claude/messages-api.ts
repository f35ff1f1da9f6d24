import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { at, type Json, parseJson } from "../json.ts";

/** One request that arrived, with what tells who sent it where. */
interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string | undefined;
  /** The header `x-api-key`. */
  readonly apiKey: string | undefined;
  readonly authorization: string | undefined;
  /** The model a message was asked of; undefined in requests that name none. */
  readonly model: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Json;
}

/** An Anthropic Messages API that the real `claude` accepts, and everything that was asked of it. */
export interface MessagesApi {
  readonly name: string;
  /** Everything that arrived since the start or the last `forget`, in order. */
  readonly requests: readonly ApiRequest[];
  /** The requests for a message: `POST …/v1/messages`. */
  turns(): readonly ApiRequest[];
  /** Empties the record. */
  forget(): void;
  /** Takes one request of an HTTP server. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/** Every message is answered with `pong-from-<name>`, streamed when the request wants that; other paths of the API get what Claude Code asks for. */
export function messagesApi(name: string): MessagesApi {
  const requests: ApiRequest[] = [];
  return {
    name,
    requests,
    turns: () => requests.filter(isTurn),
    forget: () => void requests.splice(0),
    handle(request, response) {
      void record(request).then((recorded) => {
        requests.push(recorded);
        answer(recorded, response, `pong-from-${name}`);
      });
    },
  };
}

function isTurn(request: ApiRequest): boolean {
  return request.method === "POST" && pathname(request) === "/v1/messages";
}

function pathname(request: ApiRequest): string {
  return new URL(request.path, "http://api").pathname;
}

async function record(request: IncomingMessage): Promise<ApiRequest> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = bodyOf(Buffer.concat(parts).toString("utf8"));
  const model = at(body, "model");
  const { headers } = request;
  const [apiKey] = [headers["x-api-key"]].flat();
  return {
    method: request.method ?? "",
    path: request.url ?? "",
    host: headers.host,
    apiKey,
    authorization: headers.authorization,
    model: typeof model === "string" ? model : undefined,
    headers,
    body,
  };
}

function bodyOf(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

function answer(request: ApiRequest, response: ServerResponse, text: string): void {
  const path = pathname(request);
  if (path === "/v1/messages/count_tokens") sendJson(response, 200, { input_tokens: 10 });
  else if (path === "/v1/models") sendJson(response, 200, { data: [], has_more: false });
  else if (!isTurn(request)) sendJson(response, 404, NOT_FOUND);
  else if (at(request.body, "stream") === true) stream(request, response, text);
  else sendJson(response, 200, message(request, [{ type: "text", text }], "end_turn"));
}

const NOT_FOUND: Json = { type: "error", error: { type: "not_found_error", message: "no such path" } };
const USAGE: Json = { input_tokens: 1, output_tokens: 1 };

function sendJson(response: ServerResponse, status: number, value: Json): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function message(request: ApiRequest, content: Json, reason: string | null): Json {
  const model = request.model ?? "";
  return {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model,
    content,
    stop_reason: reason,
    stop_sequence: null,
    usage: USAGE,
  };
}

function stream(request: ApiRequest, response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (type: string, rest: Readonly<Record<string, Json>>): void =>
    void response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`);
  send("message_start", { message: message(request, [], null) });
  send("content_block_start", { index: 0, content_block: { type: "text", text: "" } });
  send("content_block_delta", { index: 0, delta: { type: "text_delta", text } });
  send("content_block_stop", { index: 0 });
  send("message_delta", { delta: { stop_reason: "end_turn", stop_sequence: null }, usage: USAGE });
  send("message_stop", {});
  response.end();
}
