import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Json, parseJson } from "./json.ts";

/** One request that arrived. `body` is the parsed JSON, or null where there was none. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Json;
}

/** A Responses API on loopback that the real `codex` accepts as a provider. */
export interface FakeResponses {
  readonly name: string;
  /** Ends in `/v1`: what goes into `base_url`. */
  readonly baseUrl: string;
  /** Everything that arrived since the start or the last `forget`, in order. */
  readonly requests: readonly RecordedRequest[];
  /** The requests for a model's turn: `POST …/responses`. */
  turns(): readonly RecordedRequest[];
  /** Empties the record. */
  forget(): void;
  /** Keeps answers to turns back until the returned function is called. */
  pause(): () => void;
  close(): Promise<void>;
}

/** Starts a fake on an ephemeral port of 127.0.0.1; every turn is answered with `hello from <name>`. */
export async function startFakeResponses(name: string): Promise<FakeResponses> {
  const requests: RecordedRequest[] = [];
  const gate = openGate();
  const server = createServer((request, response) => {
    void record(request).then(async (recorded) => {
      requests.push(recorded);
      if (isTurn(recorded)) await gate.passed();
      answer(recorded, response, name);
    });
  });
  refuseUpgrades(server, requests);
  await listen(server);
  return {
    name,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    turns: () => requests.filter(isTurn),
    forget: () => void requests.splice(0),
    pause: () => gate.shut(),
    close: () => close(server),
  };
}

function openGate(): { passed(): Promise<void>; shut(): () => void } {
  let passed = Promise.resolve();
  return {
    passed: () => passed,
    shut: () => {
      let open = (): void => undefined;
      passed = new Promise((resolve) => (open = resolve));
      return () => open();
    },
  };
}

function isTurn(request: RecordedRequest): boolean {
  return request.method === "POST" && request.path.endsWith("/responses");
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve());
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

// The built-in `openai` provider tries a websocket first; 426 sends it to SSE at once (facts, D).
function refuseUpgrades(server: Server, requests: RecordedRequest[]): void {
  server.on("upgrade", (request, socket) => {
    requests.push({ ...headOf(request), method: "UPGRADE", body: null });
    socket.end("HTTP/1.1 426 Upgrade Required\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  });
}

async function record(request: IncomingMessage): Promise<RecordedRequest> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return { ...headOf(request), body: bodyOf(Buffer.concat(parts).toString("utf8")) };
}

function headOf(request: IncomingMessage): Omit<RecordedRequest, "body"> {
  return {
    method: request.method ?? "",
    path: request.url ?? "",
    authorization: request.headers.authorization,
  };
}

function bodyOf(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

function answer(request: RecordedRequest, response: ServerResponse, name: string): void {
  if (!isTurn(request)) {
    response.writeHead(200, { "content-type": "application/json" }).end('{"data":[],"models":[]}');
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const event of turnEvents(name))
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  response.end();
}

function turnEvents(name: string): readonly { readonly type: string }[] {
  const content = [{ type: "output_text", text: `hello from ${name}` }];
  const usage = {
    input_tokens: 1,
    input_tokens_details: null,
    output_tokens: 1,
    output_tokens_details: null,
    total_tokens: 2,
  };
  return [
    event("response.created", { response: { id: "resp_1" } }),
    event("response.output_item.done", { item: { type: "message", role: "assistant", id: "m1", content } }),
    event("response.completed", { response: { id: "resp_1", usage } }),
  ];
}

function event(type: string, rest: Readonly<Record<string, Json>>): { readonly type: string } {
  return { type, ...rest };
}
