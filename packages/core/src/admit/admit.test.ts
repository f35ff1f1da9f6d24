import type { Edit, FilePath, Plan, Store, StoreAdapter, Unit } from "@zcf/contract";
import { CONTRACT, isSwitchError } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import { digest } from "../bytes/digest.ts";
import { filePath } from "../path.ts";
import { admitPlan, admitUnit } from "./admit.ts";

const home = filePath("/home/x/.tool");
const store: Store = {
  adapter: "tool",
  home,
  readRoots: [home],
  writeRoots: [home],
  variables: {},
  snapshot: { exclude: [], history: [], databases: [] },
};
const adapter: StoreAdapter = {
  contract: CONTRACT,
  id: "tool",
  aliases: [],
  name: "Tool",
  groups: [
    { id: "config", stage: "required" },
    { id: "notes", stage: "optional" },
  ],
  locate: async () => [store],
  inspect: async () => ({ current: null, targets: [], drift: [], notices: [], sessions: null }),
  plan: async () => planOf([]),
};

function planOf(required: Plan["required"]): Plan {
  return { required, locks: [], remember: [], units: noUnits, notices: [], secrets: [] };
}

async function* noUnits(): AsyncGenerator<Unit> {
  // None.
}

function patch(changes: Partial<Extract<Edit, { kind: "patch" }>> = {}): Extract<Edit, { kind: "patch" }> {
  const hunk = { offset: 3, before: Buffer.from("a"), after: Buffer.from("b") };
  return { kind: "patch", group: "config", file: at("config"), base: null, hunks: [hunk], ...changes };
}

function guarded(changes: Partial<Extract<Edit, { kind: "patch" }>> = {}): Edit & { readonly kind: "patch" } {
  return patch({ base: digest(Buffer.from("123a")), ...changes });
}

function at(name: string): FilePath {
  return filePath(`${home}/${name}`);
}

function unitOf(edits: readonly Edit[]): Unit {
  return { kind: "unit", id: "n1", group: "notes", edits, exclusive: [], locks: [], remember: [] };
}

function rows(before: Record<string, string>, after: Record<string, string>): Edit {
  const changes = [{ key: { id: "1" }, before, after }];
  return { kind: "rows", group: "notes", database: at("db"), table: "t", changes };
}

/** The rule that a refused plan broke. */
function ruleBroken(admit: () => void): unknown {
  try {
    admit();
    return null;
  } catch (error) {
    return isSwitchError(error) && error.code === "plan-refused" ? error.params["rule"] : error;
  }
}

const zero = { offset: 0, before: Buffer.from("ab"), after: Buffer.from("cd") };

describe("a plan", () => {
  test("that keeps to the rules is admitted", () => {
    expect(() => admitPlan(adapter, store, planOf([guarded()]))).not.toThrow();
  });

  test.each([
    ["required-without-base", [patch()]],
    ["undeclared-group", [patch({ group: "other" })]],
    ["undeclared-group", [patch({ group: "notes" })]],
    ["outside-write-roots", [patch({ file: filePath("/home/x/.toolbox/config") })]],
    ["outside-write-roots", [patch({ file: filePath(`${home}/../other`) })]],
    ["two-edits", [patch(), patch()]],
    ["no-hunks", [patch({ hunks: [] })]],
    ["no-mode", [guarded({ mode: { before: 0o644, after: 0o10600 } })]],
    ["no-mode", [guarded({ mode: { before: 0.5, after: 0o600 } })]],
    ["no-op", [guarded({ mode: { before: 0o600, after: 0o600 } })]],
    ["mode-without-base", [patch({ mode: { before: 0o644, after: 0o600 }, hunks: [] })]],
    ["no-op", [patch({ hunks: [{ ...zero, after: zero.before }] })]],
    ["hunks-not-in-order", [patch({ hunks: [zero, { ...zero, offset: 1 }] })]],
    ["hunks-not-in-order", [patch({ hunks: [{ ...zero, offset: -1 }] })]],
    ["hunks-not-in-order", [patch({ hunks: [{ ...zero, offset: 0.5 }] })]],
  ])("with %s is refused", (rule, required) => {
    expect(ruleBroken(() => admitPlan(adapter, store, planOf(required)))).toBe(rule);
  });
});

describe("a unit", () => {
  test("of a file and its rows is admitted", () => {
    const edits = [patch({ group: "notes" }), rows({ owner: "a" }, { owner: "b" })];
    expect(() => admitUnit(adapter, store, unitOf(edits))).not.toThrow();
  });

  test.each([
    ["empty-unit", []],
    ["undeclared-group", [patch()]],
    ["sensitive-unit", [patch({ group: "notes", sensitive: true })]],
    ["mode-of-unit", [guarded({ group: "notes", mode: { before: 0o644, after: 0o600 } })]],
    ["columns-differ", [rows({ owner: "a" }, { other: "b" })]],
    ["columns-differ", [rows({}, {})]],
    ["no-op", [rows({ owner: "a" }, { owner: "a" })]],
  ])("with %s is refused", (rule, edits) => {
    expect(ruleBroken(() => admitUnit(adapter, store, unitOf(edits)))).toBe(rule);
  });
});

describe("a lock that is a directory", () => {
  const lock = (file: FilePath) => ({ kind: "mkdir", file, waitMs: 0, staleMs: 1 }) as const;

  test("goes around required edits, inside the write roots", () => {
    const locked = (file: FilePath): Plan => ({ ...planOf([guarded()]), locks: [lock(file)] });
    expect(ruleBroken(() => admitPlan(adapter, store, locked(at("x.lock"))))).toBeNull();
    const outside = filePath("/home/x/y.lock");
    expect(ruleBroken(() => admitPlan(adapter, store, locked(outside)))).toBe("outside-write-roots");
  });

  test("is not for units: nothing is recorded yet when theirs are taken", () => {
    const unit = { ...unitOf([patch({ group: "notes" })]), locks: [lock(at("x.lock"))] };
    expect(ruleBroken(() => admitUnit(adapter, store, unit))).toBe("directory-lock-of-unit");
  });
});
