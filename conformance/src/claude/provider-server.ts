import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type MessagesApi, messagesApi } from "./messages-api.ts";

/** A third party's server on loopback. */
export interface ProviderServer extends MessagesApi {
  /** What goes into `ANTHROPIC_BASE_URL`; Claude Code appends `/v1/messages`. */
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** Starts one on an ephemeral port of 127.0.0.1. */
export async function startProviderServer(name: string): Promise<ProviderServer> {
  const api = messagesApi(name);
  const server = createServer((request, response) => api.handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    ...api,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
