import { join } from "node:path";
import type { Disk, DiskReader } from "../disk/disk.ts";
import { DIRECTORY_MODE, FILE_MODE } from "../state/layout.ts";
import { encode } from "./codec.ts";
import type { JournalRecord } from "./record.ts";
import type { FileStep } from "./step.ts";

const JOURNAL = "journal.ndjson";
/** Sides of sensitive edits and whole files, which may hold secrets: apart from the rest so that they can be dropped. */
const SEALED = "sealed.json";

/** The folder of copies, beside the journal. */
export const KEPT = "kept";

/** Ends the name of a folder that is not an operation yet; before it stands the pid of its author. */
export const DRAFT = ".draft";

export function draftOf(disk: DiskReader, directory: string): string {
  return `${directory}.${disk.self.pid}${DRAFT}`;
}

/** The file in an operation's folder; its last line says what was skipped. */
export function journalFile(directory: string): string {
  return join(directory, JOURNAL);
}

/** The file beside it that is gone once nothing is kept of what stood before. */
export function sealedFile(directory: string): string {
  return join(directory, SEALED);
}

/** The record of one operation, in a folder of its own. */
export interface Journal {
  readonly directory: string;
  /** Durable when it returns. */
  write(record: JournalRecord): Promise<void>;
  /** Drops what may hold secrets: sensitive edits, and files that are changed later, cannot be undone from then on. */
  unseal(): Promise<void>;
}

/** The folder shows up with its `begin` in it, so that one that can be seen says whose homes it is about. */
export async function createJournal(disk: Disk, directory: string, begin: JournalRecord): Promise<Journal> {
  const draft = draftOf(disk, directory);
  await disk.makeDirectory(draft, DIRECTORY_MODE);
  await openJournal(disk, draft).write(begin);
  await disk.flush([draft]);
  await disk.rename(draft, directory);
  return openJournal(disk, directory);
}

/**
 * Removes an operation whose homes are settled, also where there is no room for the record that would close it.
 *
 * The journal goes first: without it a folder is no operation, whatever else is left in it by a crash in here.
 */
export async function dropJournal(disk: Disk, directory: string): Promise<void> {
  await disk.remove(journalFile(directory));
  await disk.removeTree(directory);
}

export function openJournal(disk: Disk, directory: string): Journal {
  return {
    directory,
    write: async (record) => {
      if (record.type === "required") await seal(disk, directory, record.steps);
      // The leading newline ends a record that a crash may have torn.
      await disk.append(join(directory, JOURNAL), Buffer.from(`\n${encode(withoutSealed(record))}\n`));
    },
    unseal: async () => {
      await disk.remove(sealedFile(directory));
      await disk.removeTree(join(directory, KEPT));
    },
  };
}

/** What is kept apart of a step. */
export type Sealed = Partial<Pick<FileStep, "hunks" | "content">>;

async function seal(disk: Disk, directory: string, steps: readonly FileStep[]): Promise<void> {
  const sealed = steps.map(sealedOf);
  if (sealed.every((one) => Object.keys(one).length === 0)) return;
  await disk.writeNew(sealedFile(directory), Buffer.from(`${encode({ v: 1, steps: sealed })}\n`), {
    mode: FILE_MODE,
  });
  // Its name as well: a record that counts on it comes next.
  await disk.flush([directory]);
}

function sealedOf({ sensitive, hunks, content }: FileStep): Sealed {
  return { ...(sensitive ? { hunks } : {}), ...(content === undefined ? {} : { content }) };
}

function withoutSealed(record: JournalRecord): JournalRecord {
  if (record.type !== "required") return record;
  return { ...record, steps: record.steps.map(unsealed) };
}

function unsealed({ content: _content, ...step }: FileStep): FileStep {
  return step.sensitive ? { ...step, hunks: [] } : step;
}
