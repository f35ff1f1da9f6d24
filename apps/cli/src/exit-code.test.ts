import type { ErrorKind, Skipped } from "@zcf/contract";
import type { Report } from "@zcf/core";
import { expect, test } from "vitest";
import { exitCodeOfError, exitCodeOfReport } from "./exit-code.ts";

test.each<[ErrorKind, number]>([
  ["usage", 2],
  ["environment", 1],
  ["conflict", 1],
  ["adapter", 1],
  ["unfinished", 4],
  ["cancelled", 130],
  ["internal", 70],
])("an error of kind %s exits with %i", (kind, code) => {
  expect(exitCodeOfError(kind)).toBe(code);
});

const skipped: Skipped = { kind: "skipped", id: "a", group: "sessions", code: "held", params: {} };

function report(outcome: Report["outcome"], left: readonly Skipped[] = []): Report {
  const store = { tool: "codex", home: "/h", from: "a", to: "b", files: [], applied: {}, notices: [] };
  return {
    operation: null,
    outcome,
    stores: [{ ...store, skipped: left }],
    recovered: [],
    backup: null,
    record: null,
    open: false,
  };
}

const [store] = report("partial").stores;
const notice = {
  code: "codex.sqlite-unavailable",
  severity: "warning",
  incomplete: true,
  params: {},
} as const;
const leavingIndexBehind: Report = {
  ...report("partial"),
  stores: store === undefined ? [] : [{ ...store, notices: [notice] }],
};

test.each<[Report, boolean, number]>([
  [report("applied"), false, 0],
  [report("applied"), true, 0],
  [report("nothing"), true, 0],
  [report("partial", [skipped]), false, 0],
  [report("partial", [skipped]), true, 5],
  [report("nothing", [skipped]), true, 5],
  [leavingIndexBehind, false, 0],
  [leavingIndexBehind, true, 5],
  [report("declined"), false, 130],
  [report("cancelled", [skipped]), true, 130],
])("a report %#", (done, strict, code) => {
  expect(exitCodeOfReport(done, strict)).toBe(code);
});
