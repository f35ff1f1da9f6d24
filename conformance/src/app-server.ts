import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { lineChannel } from "./channel.ts";
import { collect } from "./child.ts";
import { connect, type Rpc } from "./rpc.ts";

const GRACE_MS = 2_000;

/** A `codex app-server` of one private home, initialised. */
export interface AppServer extends Pick<Rpc, "call" | "notified"> {
  /** Ends the process that was started (end of input, then SIGTERM, then SIGKILL, by pid) and waits until it is gone. */
  close(): Promise<void>;
}

/** What a server is started with. */
export interface AppServerOptions {
  readonly binary: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** Starts an app-server that speaks over its standard streams; rejects, with what it printed, when it does not come up. */
export async function startAppServer(options: AppServerOptions): Promise<AppServer> {
  const child = spawn(options.binary, ["app-server"], { env: options.env, cwd: options.cwd, stdio: "pipe" });
  const complaints = collect(child.stderr);
  const rpc = connect(lineChannel(child.stdout, child.stdin));
  child.stdin.on("error", () => undefined);
  try {
    await initialise(rpc);
  } catch (cause) {
    await end(child);
    throw new Error(`app-server did not start: ${complaints()}`, { cause });
  }
  return { ...rpc, close: () => end(child) };
}

/** The greeting that every other call needs before it. */
export async function initialise(rpc: Rpc): Promise<void> {
  await rpc.call("initialize", CLIENT);
  rpc.notify("initialized");
}

// Methods such as thread/turns/list are refused without the capability.
const CLIENT = {
  clientInfo: { name: "zcf-conformance", title: "zcf conformance", version: "0" },
  capabilities: { experimentalApi: true },
};

async function end(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "close");
  child.stdin.end();
  const steps = [
    setTimeout(() => child.kill("SIGTERM"), GRACE_MS),
    setTimeout(() => child.kill("SIGKILL"), 2 * GRACE_MS),
  ];
  await gone;
  for (const step of steps) clearTimeout(step);
}
