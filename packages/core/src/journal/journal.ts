import { join } from "node:path";
import type { Disk, DiskReader } from "../disk/disk.ts";
import { orMissing } from "../disk/system-error.ts";
import { DIRECTORY_MODE, FILE_MODE } from "../state/layout.ts";
import { fromLines } from "../state/ndjson.ts";
import { decode, encode } from "./codec.ts";
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
  await disk.rename(draft, directory);
  return openJournal(disk, directory);
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
      await disk.remove(join(directory, SEALED));
      await disk.removeTree(join(directory, KEPT));
    },
  };
}

/** Every whole record, in order; sealed sides are put back where the sealed file still is, else they have no hunks. */
export async function readJournal(disk: DiskReader, directory: string): Promise<readonly JournalRecord[]> {
  const content = await orMissing(disk.read(join(directory, JOURNAL)));
  if (content === null) return [];
  const records = fromLines(content).map((line) => decode(line) as JournalRecord);
  const sealed = await readSealed(disk, directory);
  return records.map((record) => withSealed(record, sealed));
}

/** What is kept apart of a step. */
type Sealed = Partial<Pick<FileStep, "hunks" | "content">>;

async function seal(disk: Disk, directory: string, steps: readonly FileStep[]): Promise<void> {
  const sealed = steps.map(sealedOf);
  if (sealed.every((one) => Object.keys(one).length === 0)) return;
  await disk.writeNew(join(directory, SEALED), Buffer.from(`${encode({ v: 1, steps: sealed })}\n`), {
    mode: FILE_MODE,
  });
}

function sealedOf({ sensitive, hunks, content }: FileStep): Sealed {
  return { ...(sensitive ? { hunks } : {}), ...(content === undefined ? {} : { content }) };
}

async function readSealed(disk: DiskReader, directory: string): Promise<readonly Sealed[] | null> {
  // Read without a look before: an operation of another home may end, and drop it, at any moment.
  const content = await orMissing(disk.read(join(directory, SEALED)));
  const [line] = content === null ? [] : fromLines(content);
  // Torn: the record that would need it was not written either.
  if (line === undefined) return null;
  return (decode(line) as { readonly steps: readonly Sealed[] }).steps;
}

function withoutSealed(record: JournalRecord): JournalRecord {
  if (record.type !== "required") return record;
  return { ...record, steps: record.steps.map(unsealed) };
}

function unsealed({ content: _content, ...step }: FileStep): FileStep {
  return step.sensitive ? { ...step, hunks: [] } : step;
}

function withSealed(record: JournalRecord, sealed: readonly Sealed[] | null): JournalRecord {
  if (record.type !== "required" || sealed === null) return record;
  return { ...record, steps: record.steps.map((step, index) => ({ ...step, ...sealed[index] })) };
}
