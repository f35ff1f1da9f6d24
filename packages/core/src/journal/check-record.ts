import type { JournalRecord, StoreNote } from "./record.ts";
import {
  type Check,
  isBig,
  isBytes,
  isCount,
  isFlag,
  isRecord,
  isText,
  listOf,
  oneOf,
  orAbsent,
  orNull,
  recordOf,
} from "./shape.ts";

/** The format that this zcf writes; one that says more in a record than a reader may pass over has another. */
const JOURNAL_VERSION = 1;

/** Whether a value is a whole record of our format; fields that it does not know do not matter. */
export function isJournalRecord(value: unknown): value is JournalRecord {
  if (!isRecord(value) || typeof value["type"] !== "string") return false;
  return RECORDS.get(value["type"])?.(value) ?? false;
}

/** The format of a record that was written by a newer zcf; `null` for ours. */
export function newerVersion(value: unknown): number | null {
  const stated = isRecord(value) ? value["v"] : undefined;
  return typeof stated === "number" && stated > JOURNAL_VERSION ? stated : null;
}

/** Whether it says which homes an operation is about. */
export function isStoreNotes(value: unknown): value is readonly StoreNote[] {
  return listOf(note)(value);
}

const hunk = recordOf({ offset: isCount, before: isBytes, after: isBytes });

const attributes = recordOf({ mode: isCount, uid: isCount, gid: isCount, atimeNs: isBig, mtimeNs: isBig });

const fileStep = recordOf({
  group: isText,
  mechanism: oneOf("place", "replace", "remove"),
  file: isText,
  target: isText,
  staged: orNull(isText),
  attributes: orNull(attributes),
  ino: orNull(isBig),
  size: isCount,
  before: orNull(isText),
  after: orNull(isText),
  whole: isFlag,
  encoding: orAbsent(oneOf("zstd")),
  hunks: listOf(hunk),
});

const change = recordOf({ key: isRecord, before: isRecord, after: isRecord });

const rowsStep = recordOf({ database: isText, table: isText, changes: listOf(change) });

const lock = recordOf({ kind: isText, file: isText, coordination: orAbsent(isText) });

const unitStep = recordOf({
  id: isText,
  group: isText,
  files: listOf(fileStep),
  rows: listOf(rowsStep),
  locks: listOf(lock),
  subjects: orAbsent(listOf(isText)),
});

const note = recordOf({
  adapter: isText,
  home: isText,
  named: orAbsent(isText),
  from: orNull(isText),
  to: orNull(isText),
});

const replaced = recordOf({ key: isText });

const outcome = recordOf({
  state: oneOf("committed", "rolled-back", "interrupted", "abandoned"),
  applied: isCount,
  skipped: isCount,
  edits: isRecord,
});

const namedChange = recordOf({ change: isText, id: isText, copyId: orAbsent(isText) });

const RECORDS: ReadonlyMap<string, Check> = new Map(
  Object.entries({
    begin: recordOf({
      v: oneOf(JOURNAL_VERSION),
      id: isText,
      time: isText,
      purpose: recordOf({ goal: isText, of: orAbsent(isText), providers: orAbsent(listOf(namedChange)) }),
      stores: listOf(note),
      backup: isText,
      keeps: oneOf("all", "plain"),
      ledger: listOf(listOf(replaced)),
      locks: orAbsent(listOf(lock)),
    }),
    required: recordOf({ steps: listOf(fileStep), locks: listOf(lock) }),
    staged: isRecord,
    committed: isRecord,
    batch: recordOf({ number: isCount, store: isCount, units: listOf(unitStep) }),
    "batch-staged": recordOf({ number: isCount }),
    "batch-done": recordOf({ number: isCount, applied: listOf(isText) }),
    end: recordOf({ outcome, skipped: listOf(isRecord) }),
  } satisfies Readonly<Record<JournalRecord["type"], Check>>),
);
