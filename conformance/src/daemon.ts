import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { type AppServer, initialise } from "./app-server.ts";
import type { Channel } from "./channel.ts";
import { connect } from "./rpc.ts";
import { readFrames, textFrame } from "./websocket-frames.ts";

/** Speaks to the running daemon of a home, over the websocket on its control socket (0.158 on). `close` hangs up. */
export async function connectDaemon(codexHome: string): Promise<AppServer> {
  const socket = await openSocket(join(codexHome, "app-server-control/app-server-control.sock"));
  const rpc = connect(frameChannel(socket));
  await initialise(rpc);
  return {
    ...rpc,
    close: async () => {
      socket.destroy();
    },
  };
}

function openSocket(socketPath: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const headers = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": randomBytes(16).toString("base64"),
    };
    const asked = request({ socketPath, path: "/", headers });
    asked.once("upgrade", (_response, socket) => resolve(socket));
    asked.once("response", ({ statusCode }) => reject(new Error(`the daemon answered ${statusCode}`)));
    asked.once("error", reject);
    asked.end();
  });
}

function frameChannel(socket: Duplex): Channel {
  socket.on("error", () => undefined);
  return {
    send: (message) => void socket.write(textFrame(message)),
    receive: (take) => void socket.on("data", readFrames(take)),
  };
}
