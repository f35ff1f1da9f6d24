import type { JournalRecord } from "../journal/record.ts";

/** The first record of an operation that is about no store. */
export const BEGIN: Extract<JournalRecord, { readonly type: "begin" }> = {
  type: "begin",
  v: 1,
  id: "op",
  time: "2026-11-23T00:00:00.000Z",
  purpose: { goal: "switch" },
  stores: [],
  backup: "selective",
  keeps: "all",
  ledger: [],
};
