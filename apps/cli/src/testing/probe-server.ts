import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import { makeToyBox, type Ran } from "./toy-session.ts";

export const KEY = "sk-canary-7d21f0-probe";

export interface Server {
  readonly url: string;
  /** What it was asked: path and key. */
  readonly asked: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export type Reply = (request: IncomingMessage, response: ServerResponse) => void;

export async function serve(reply: Reply): Promise<Server> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push([request.url, request.headers.authorization ?? "-"].join(" "));
    reply(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Asks a provider at this address, beside another one whose key must stay where it is. */
export async function probe(
  baseUrl: string,
  how: { readonly model?: string; readonly args?: readonly string[] } = {},
): Promise<Ran> {
  using box = makeToyBox("toy");
  const model = how.model === undefined ? {} : { model: how.model };
  box.write("toy", {
    other: { fields: { "base-url": baseUrl }, store: "inline", key: "sk-of-another" },
    x: { fields: { "base-url": baseUrl, ...model }, store: "inline", key: KEY },
  });
  const ran = await box.run(["provider", "test", "x", ...(how.args ?? [])]);
  expect(ran.out + ran.err).not.toContain(KEY);
  return ran;
}

export const MODELS: string = JSON.stringify({ object: "list", data: [{ id: "gpt-a" }, { id: "gpt-b" }] });

export const status =
  (code: number, body = "{}"): Reply =>
  (_, response) => {
    response.writeHead(code, { "content-type": "application/json" }).end(body);
  };

/** As `reply`, for whoever has the key. */
export const gated =
  (reply: Reply, refusal: Reply = status(401)): Reply =>
  (request, response) =>
    (request.headers.authorization === `Bearer ${KEY}` ? reply : refusal)(request, response);

/** A server without a list of models. */
export const unlisted =
  (reply: Reply, code = 404): Reply =>
  (request, response) =>
    (request.method === "GET" ? status(code) : reply)(request, response);
