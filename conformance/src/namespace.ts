import { spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { type Command, collect, type Finished, run } from "./child.ts";

/** File systems of a test's own: what is mounted in it is seen by what runs in it, and goes with it. */
export interface MountNamespace {
  /** Where this process sees a path of the namespace. */
  seen(path: string): string;
  /** Runs a program in it to its end. */
  run(command: Command): Promise<Finished>;
  /** The command that runs in it. */
  inside(command: Omit<Command, "timeoutMs">): Omit<Command, "timeoutMs">;
}

const TIMEOUT_MS = 60_000;
const ENV = { PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin:/usr/bin:/bin` };

/**
 * Opens a namespace for the running test, in which this user may mount, without being root outside.
 * Where the system does not allow that, a reason comes back instead.
 */
export async function mountNamespace(): Promise<MountNamespace | string> {
  if (process.platform !== "linux") return `mount namespaces are Linux's, this is ${process.platform}`;
  const args = ["--user", "--map-root-user", "--mount", "sh", "-c", "echo ready; exec sleep 3600"];
  const holder = spawn("unshare", args, { env: ENV, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void holder.kill("SIGKILL"));
  const complaints = collect(holder.stderr);
  const ready = once(holder.stdout, "data").then(() => true);
  const failed = Promise.race([once(holder, "error"), once(holder, "close")]).then(() => false);
  if (!(await Promise.race([ready, failed])) || holder.pid === undefined)
    return `this system does not let us mount: unshare said ${complaints().trim() || "nothing"}`;
  return namespaceOf(holder.pid);
}

function namespaceOf(pid: number): MountNamespace {
  const inside: MountNamespace["inside"] = ({ file, args, env, cwd }) => {
    const enter = ["--target", String(pid), "--user", "--mount", "--preserve-credentials", `--wd=${cwd}`];
    return { file: "nsenter", args: [...enter, file, ...args], env, cwd: "/" };
  };
  return {
    seen: (path) => `/proc/${pid}/root${path}`,
    inside,
    run: ({ timeoutMs, ...command }) => run({ ...inside(command), timeoutMs }),
  };
}

/** Runs a shell script in it; throws when it fails. */
export async function shell(namespace: MountNamespace, script: string): Promise<void> {
  const command = { file: "sh", args: ["-ec", script], env: ENV, cwd: "/", timeoutMs: TIMEOUT_MS };
  const { code, stderr } = await namespace.run(command);
  if (code !== 0) throw new Error(`${script}: ${stderr}`);
}
