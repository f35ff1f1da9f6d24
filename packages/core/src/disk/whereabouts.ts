import { readFileSync, readlinkSync } from "node:fs";
import type { PidSpace, Self } from "./disk.ts";

/** Whether a process can be looked for here: `rebooted` means that its machine is this one and it cannot have lived on. */
export type Whereabouts = "here" | "rebooted" | "elsewhere";

/**
 * A pid says nothing on another machine, and nothing in another container of this one. Two machines may share a name, and
 * containers of one image even their machine id; what the kernel made up at boot is nobody else's.
 */
export function whereabouts(who: Self, self: Self): Whereabouts {
  if (who.host !== self.host) return "elsewhere";
  const [theirs, ours] = [who.space ?? null, self.space ?? null];
  if (theirs === null || ours === null) return "here";
  if (theirs.boot === ours.boot) return theirs.pids === ours.pids ? "here" : "elsewhere";
  const isOurMachine = theirs.machine !== null && theirs.machine === ours.machine;
  // What runs in another namespace is a container that may have been taken along to another kernel.
  return isOurMachine && theirs.pids === ours.pids ? "rebooted" : "elsewhere";
}

/** Linux tells; `null` elsewhere. */
export function findPidSpace(): PidSpace | null {
  const boot = textOf(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8"));
  const pids = textOf(() => readlinkSync("/proc/self/ns/pid"));
  if (boot === null || pids === null) return null;
  return { machine: textOf(() => readFileSync("/etc/machine-id", "utf8")), boot, pids };
}

function textOf(read: () => string): string | null {
  try {
    const text = read().trim();
    return text === "" ? null : text;
  } catch {
    return null;
  }
}
