import type { FileEdit, Lock } from "@zcf/contract";
import type { Disk } from "../disk/disk.ts";
import { type Unfinished, unfinished } from "../errors.ts";
import { type Journal, journalFile } from "../journal/journal.ts";
import { type FileStep, isModeAlone } from "../journal/step.ts";
import { restoreFile, sweepStaged } from "./restore-file.ts";
import { prepareStep, requireBefore } from "./steps.ts";
import { requireLocks } from "./tool-locks.ts";
import { withDisk } from "./with-disk.ts";
import { flush, stage, swap, toFlushAfterSwap, toFlushBeforeSwap, verifyStep } from "./write-step.ts";

export interface RequiredStage {
  readonly disk: Disk;
  readonly journal: Journal;
  readonly operation: string;
  readonly edits: readonly RequiredEdit[];
  readonly locks: readonly Lock[];
  /** The last word before `committed`: throws when the stores do not stand as planned. */
  readonly verify: () => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/** An edit, and whose it is, by its place in the operation. */
interface RequiredEdit {
  readonly edit: FileEdit;
  readonly store: number;
}

export interface RequiredResult {
  readonly steps: readonly FileStep[];
  /** Whether the tool's locks were held meanwhile; `true` when it has none. */
  readonly locked: boolean;
}

/**
 * Applies the required edits of all stores as one atom: all of them and the `committed` record, or none.
 *
 * @throws SwitchError with `disk: "restored"` after a roll back, `"unfinished"` when that failed too.
 */
export async function applyRequired(stageInput: RequiredStage): Promise<RequiredResult> {
  const { disk, journal, locks } = stageInput;
  const held = await requireLocks(disk, locks);
  try {
    const steps = await prepareAll(stageInput);
    await journal.write({ type: "required", steps, locks });
    await stageAll(stageInput, steps);
    await swapAll(stageInput, steps);
    return { steps, locked: held.taken };
  } finally {
    await held.release();
  }
}

async function prepareAll({ disk, edits, operation }: RequiredStage): Promise<readonly FileStep[]> {
  const steps: FileStep[] = [];
  for (const { edit, store } of edits) {
    const step = { ...(await prepareStep(disk, edit, operation)), store };
    steps.push(await keepContent(disk, step));
  }
  return steps;
}

/**
 * A patch is guarded by the whole file, so what stands there now is what the plan read. Of a file whose bytes stay nothing
 * is kept: it may hold what is in no record of ours yet.
 */
async function keepContent(disk: Disk, step: FileStep): Promise<FileStep> {
  if (step.attributes === null || step.mechanism === "remove" || isModeAlone(step)) return step;
  return { ...step, content: await disk.read(step.target) };
}

/** Nothing that anybody reads is touched yet; what was staged is swept when it cannot be completed. */
async function stageAll(
  { disk, journal, operation, signal }: RequiredStage,
  steps: readonly FileStep[],
): Promise<void> {
  try {
    for (const step of steps) await stage(disk, step);
    await flush(disk, toFlushBeforeSwap(steps));
    if (steps.length > 0) await journal.write({ type: "staged" });
    signal?.throwIfAborted();
  } catch (error) {
    throw (await isSwept(disk, steps))
      ? withDisk(error, "untouched")
      : unfinished(filesOf(steps), { ...nameOf(journal, operation), cause: error });
  }
}

/** `false` leaves the operation open, so that the next recovery sweeps what could not be swept now. */
async function isSwept(disk: Disk, steps: readonly FileStep[]): Promise<boolean> {
  try {
    for (const step of steps) await sweepStaged(disk, step);
    return true;
  } catch {
    return false;
  }
}

async function swapAll(
  { disk, journal, operation, signal, verify }: RequiredStage,
  steps: readonly FileStep[],
): Promise<void> {
  try {
    for (const step of steps) {
      await requireBefore(disk, step);
      await swap(disk, step);
    }
    await flush(disk, toFlushAfterSwap(steps));
    for (const step of steps) await verifyStep(disk, step);
    await verify();
    await disk.turn();
    signal?.throwIfAborted();
    await journal.write({ type: "committed" });
  } catch (error) {
    const stuck = await restoreSteps(disk, steps);
    if (stuck.length === 0) throw withDisk(error, "restored");
    throw unfinished(filesOf(stuck.map(({ step }) => step)), { ...nameOf(journal, operation), cause: error });
  }
}

/** A step that could not be taken back. */
export interface Stuck {
  readonly step: FileStep;
  /** What the system said; `null` when the file is somebody else's now, and was left alone. */
  readonly cause: unknown;
}

/** Takes steps back, the last one first; returns those that could not be. */
export async function restoreSteps(disk: Disk, steps: readonly FileStep[]): Promise<readonly Stuck[]> {
  const stuck: Stuck[] = [];
  for (const step of steps.toReversed()) {
    try {
      if ((await restoreFile(disk, step)) === "foreign") stuck.push({ step, cause: null });
    } catch (cause) {
      stuck.push({ step, cause });
    }
  }
  return stuck;
}

function nameOf({ directory }: Journal, operation: string): Pick<Unfinished, "operation" | "journal"> {
  return { operation, journal: journalFile(directory) };
}

export function filesOf(steps: readonly FileStep[]): readonly string[] {
  return steps.map(({ file }) => file);
}
