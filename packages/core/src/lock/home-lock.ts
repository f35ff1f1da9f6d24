import { join } from "node:path";
import { SwitchError } from "@zcf/contract";
import type { Disk, DiskReader, HeldLock, Self } from "../disk/disk.ts";
import { orMissing } from "../disk/system-error.ts";
import { DIRECTORY_MODE } from "../state/layout.ts";

export interface HomeLockOptions {
  /** The folder of claims for one home. */
  readonly directory: string;
  readonly home: string;
  /** What we are doing, for whoever waits for us. */
  readonly command: string;
  /** ms. */
  readonly waitMs: number;
}

interface Claim extends Self {
  readonly command: string;
}

/** Milliseconds between two tries, and as much again at random, so that two waiters do not stay in step. */
const RETRY_MS = 20;

/**
 * One operation per home.
 *
 * Each contender puts down a claim under a name of its own and then looks for others: of two at once at least one
 * sees the other and withdraws. Names are never used twice, so anybody may clear away a dead process's claim.
 */
export async function lockHome(disk: Disk, options: HomeLockOptions): Promise<HeldLock> {
  await disk.makeDirectory(options.directory, DIRECTORY_MODE);
  const deadline = disk.now() + options.waitMs;
  for (;;) {
    const claim = await putClaim(disk, options);
    const withdraw = (): Promise<void> => disk.remove(join(options.directory, claim));
    const rival = await findRival(disk, options.directory, claim).catch(async (error: unknown) => {
      // Left behind, it would keep this very process out for as long as it lives.
      await withdraw();
      throw error;
    });
    if (rival === null) return { release: withdraw };
    await withdraw();
    if (disk.now() >= deadline) throw busy(options.home, rival);
    await disk.wait(RETRY_MS + (Number.parseInt(disk.nonce(), 16) % RETRY_MS));
  }
}

/** Whether a living process has a claim; removes nothing. */
export async function isLocked(disk: DiskReader, directory: string): Promise<boolean> {
  for (const name of await disk.names(directory)) {
    const claim = name.endsWith(".claim") ? await readClaim(disk, join(directory, name)) : null;
    if (claim !== null && claim !== "torn" && (await disk.alive(claim))) return true;
  }
  return false;
}

/** A claim that can be seen can be read; after a crash of the machine there is nobody left whose it could be. */
async function putClaim(disk: Disk, options: HomeLockOptions): Promise<string> {
  const name = `${disk.self.pid}-${disk.nonce()}.claim`;
  const claim: Claim = { ...disk.self, command: options.command };
  await disk.writeVolatile(join(options.directory, name), [Buffer.from(JSON.stringify(claim))]);
  return name;
}

async function findRival(disk: Disk, directory: string, own: string): Promise<Claim | null> {
  for (const name of await disk.names(directory)) {
    if (name.endsWith(".draft")) await sweepDraft(disk, directory, name);
    if (name === own || !name.endsWith(".claim")) continue;
    const claim = await readClaim(disk, join(directory, name));
    if (claim === null) continue;
    if (claim !== "torn" && (await disk.alive(claim))) return claim;
    await disk.remove(join(directory, name));
  }
  return null;
}

/** A draft is left behind by a process that died within a microsecond or two; its name begins with the pid. */
async function sweepDraft(disk: Disk, directory: string, name: string): Promise<void> {
  const author: Self = { pid: Number.parseInt(name, 10), host: disk.self.host, started: null };
  if (!(await disk.alive(author))) await disk.remove(join(directory, name));
}

/** `null` when it was withdrawn while we looked; `torn` when it did not outlive a crash of the machine, nor did its author. */
async function readClaim(disk: DiskReader, path: string): Promise<Claim | "torn" | null> {
  const content = await orMissing(disk.read(path));
  if (content === null) return null;
  try {
    return JSON.parse(Buffer.from(content).toString("utf8")) as Claim;
  } catch {
    return "torn";
  }
}

function busy(home: string, rival: Claim): SwitchError {
  return new SwitchError({
    kind: "environment",
    code: "home-locked",
    params: { home, pid: rival.pid, host: rival.host, command: rival.command },
  });
}
