import { createServer, type IncomingMessage } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { LabCertificate } from "./lab-certificate.ts";
import { type MessagesApi, messagesApi } from "./messages-api.ts";

/**
 * The only way out that a driven program is told of: a proxy on loopback that ends the TLS of Anthropic's own names in a
 * fake of them, and refuses everything else. It never opens a connection to anywhere.
 */
export interface Gate {
  /** What goes into `HTTPS_PROXY`. */
  readonly url: string;
  /** What was asked of Anthropic's own names. */
  readonly official: MessagesApi;
  /** What was asked of anybody else, `host:port` or a URL, in order. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

const OFFICIAL = /(^|\.)(anthropic\.com|claude\.com|claude\.ai):443$/;

/** Opens one on an ephemeral port of 127.0.0.1. */
export async function openGate(lab: LabCertificate): Promise<Gate> {
  const official = messagesApi("official");
  const refused: string[] = [];
  const inside = createTlsServer({ key: lab.key, cert: lab.certificate }, (request, response) =>
    official.handle(request, response),
  );
  const sockets = new Set<Socket>();
  const proxy = createServer((request, response) => {
    refused.push(request.url ?? "");
    response.writeHead(403).end();
  });
  proxy.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => sockets.delete(socket));
  });
  proxy.on("connect", (request: IncomingMessage, socket: Socket) => {
    const target = request.url ?? "";
    if (OFFICIAL.test(target)) {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      inside.emit("connection", socket);
      return;
    }
    refused.push(target);
    socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
  });
  await new Promise<void>((resolve, reject) => {
    proxy.once("error", reject);
    proxy.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    official,
    refused,
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
