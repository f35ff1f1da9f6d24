import type { FileEdit, Lock } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { Disk } from "../disk/disk.ts";
import type { Journal } from "../journal/journal.ts";
import type { FileStep } from "../journal/step.ts";
import { restoreFile } from "./restore-file.ts";
import { prepareStep } from "./steps.ts";
import { requireLocks } from "./tool-locks.ts";
import { withDisk } from "./with-disk.ts";
import { stage, swap, verifyStep } from "./write-step.ts";

export interface RequiredStage {
  readonly disk: Disk;
  readonly journal: Journal;
  readonly operation: string;
  readonly edits: readonly FileEdit[];
  readonly locks: readonly Lock[];
  /** The last word before `committed`: throws when the stores do not stand as planned. */
  readonly verify: () => Promise<void>;
  readonly signal: AbortSignal | undefined;
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
    try {
      await writeAll(stageInput, steps);
    } catch (error) {
      throw await rolledBack(disk, steps, error);
    }
    return { steps, locked: held.taken };
  } finally {
    await held.release();
  }
}

async function prepareAll({ disk, edits, operation }: RequiredStage): Promise<readonly FileStep[]> {
  const steps: FileStep[] = [];
  for (const edit of edits) steps.push(await prepareStep(disk, edit, operation));
  return steps;
}

async function writeAll(
  { disk, journal, signal, verify }: RequiredStage,
  steps: readonly FileStep[],
): Promise<void> {
  for (const step of steps) await stage(disk, step);
  signal?.throwIfAborted();
  for (const step of steps) await swap(disk, step);
  for (const step of steps) await verifyStep(disk, step);
  await verify();
  signal?.throwIfAborted();
  await journal.write({ type: "committed" });
}

/** The error to throw: the first one, with what the roll back left on disk. */
async function rolledBack(disk: Disk, steps: readonly FileStep[], error: unknown): Promise<SwitchError> {
  const files = await restoreSteps(disk, steps);
  if (files.length > 0) {
    return new SwitchError({
      kind: "unfinished",
      code: "unfinished",
      disk: "unfinished",
      params: { files },
      cause: error,
    });
  }
  return withDisk(error, "restored");
}

/** Takes steps back, the last one first; names the files that could not be. */
export async function restoreSteps(disk: Disk, steps: readonly FileStep[]): Promise<readonly string[]> {
  const stuck: string[] = [];
  for (const step of steps.toReversed()) {
    try {
      if ((await restoreFile(disk, step)) === "foreign") stuck.push(step.file);
    } catch {
      // Which call failed does not matter to the user: the file is named, and recovery meets the cause again.
      stuck.push(step.file);
    }
  }
  return stuck;
}
