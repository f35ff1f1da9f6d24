import { join } from "node:path";
import { SwitchError } from "@zcf/contract";
import type { Disk, DiskReader, HeldLock } from "../disk/disk.ts";
import { whereabouts } from "../disk/whereabouts.ts";
import { DIRECTORY_MODE } from "../state/layout.ts";
import { CLAIM, type Claim, encodeClaim, readClaim } from "./claim.ts";

export interface HomeLockOptions {
  /** The folder of claims for one home. */
  readonly directory: string;
  readonly home: string;
  /** What we are doing, for whoever waits for us. */
  readonly command: string;
  /** ms. */
  readonly waitMs: number;
}

/** Milliseconds between two tries, and as much again at random, so that two waiters do not stay in step. */
const RETRY_MS = 20;

/**
 * One operation per home.
 *
 * Each contender puts down a claim under a name of its own and then looks for others: of two at once at least one
 * sees the other and withdraws. Names are never used twice, so anybody may clear away a dead process's claim.
 *
 * @throws SwitchError `home-locked`; `home-locked-elsewhere` when the claim is of a machine or a container that we cannot
 * look into: it may be dead, and its file is named.
 */
export async function lockHome(disk: Disk, options: HomeLockOptions): Promise<HeldLock> {
  await disk.makeDirectory(options.directory, DIRECTORY_MODE);
  const deadline = disk.elapsed() + options.waitMs;
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
    const left = deadline - disk.elapsed();
    if (left <= 0) throw busy(disk, options, rival);
    await disk.wait(Math.min(left, RETRY_MS + (Number.parseInt(disk.nonce(), 16) % RETRY_MS)));
  }
}

/** Clears away what dead processes left; nobody needs to hold anything for that. */
export async function sweepClaims(disk: Disk, directory: string): Promise<void> {
  for (const name of await disk.names(directory)) {
    const file = join(directory, name);
    if (name.endsWith(".draft")) await sweepDraft(disk, file, name);
    if (!name.endsWith(CLAIM)) continue;
    const claim = await readClaim(disk, file);
    const isDead = claim === "torn" || (claim !== null && !(await disk.alive(claim)));
    if (isDead) await disk.remove(file);
  }
}

/** Whether a living process has a claim; removes nothing. */
export async function isLocked(disk: DiskReader, directory: string): Promise<boolean> {
  for (const name of await disk.names(directory)) {
    const claim = name.endsWith(CLAIM) ? await readClaim(disk, join(directory, name)) : null;
    if (claim !== null && claim !== "torn" && (await disk.alive(claim))) return true;
  }
  return false;
}

/** A claim that can be seen can be read; after a crash of the machine there is nobody left whose it could be. */
async function putClaim(disk: Disk, { directory, command }: HomeLockOptions): Promise<string> {
  const name = `${disk.self.pid}-${disk.nonce()}${CLAIM}`;
  const since = new Date(disk.now()).toISOString();
  await disk.writeVolatile(join(directory, name), [encodeClaim({ ...disk.self, command, since })]);
  return name;
}

interface Rival {
  readonly claim: Claim;
  readonly file: string;
}

async function findRival(disk: Disk, directory: string, own: string): Promise<Rival | null> {
  for (const name of await disk.names(directory)) {
    const file = join(directory, name);
    if (name.endsWith(".draft")) await sweepDraft(disk, file, name);
    if (name === own || !name.endsWith(CLAIM)) continue;
    const claim = await readClaim(disk, file);
    if (claim === null) continue;
    if (claim !== "torn" && (await disk.alive(claim))) return { claim, file };
    await disk.remove(file);
  }
  return null;
}

/** A draft is left behind by a process that died within a microsecond or two; its name begins with the pid. */
async function sweepDraft(disk: Disk, file: string, name: string): Promise<void> {
  const author = { ...disk.self, pid: Number.parseInt(name, 10), started: null };
  if (!(await disk.alive(author))) await disk.remove(file);
}

/**
 * A claim of elsewhere never lapses by itself: by a time that it shows, a machine that slept or a container that was
 * paused would count as dead, and go on writing when it wakes up. Whoever knows that nothing runs there removes the file.
 */
function busy(disk: DiskReader, { home }: HomeLockOptions, { claim, file }: Rival): SwitchError {
  const { pid, host, command, since } = claim;
  const holder = { home, pid, host, command };
  if (whereabouts(claim, disk.self) === "here")
    return new SwitchError({ kind: "environment", code: "home-locked", params: holder });
  const params = { ...holder, ...(since === undefined ? {} : { since }), file };
  return new SwitchError({ kind: "environment", code: "home-locked-elsewhere", params });
}
