import type { Goal, SessionsMode } from "@zcf/contract";
import type { Report, Request } from "@zcf/core";
import { describe, expect, test } from "vitest";
import { en } from "../../messages/en.ts";
import { zhCN } from "../../messages/zh-CN.ts";
import { announcementOf, operation, report, skips } from "../../testing/fake-operation.ts";
import { fakeTerminal } from "../../testing/fake-terminal.ts";
import { humanOutput } from "./human-output.ts";

/** What stands on the screen after a report, without the files and the record that every report names. */
function told(goal: Goal, change: Change = {}): readonly string[] {
  const { moved = 0, skipped = [], outcome = "applied", request, messages = en } = change;
  const terminal = fakeTerminal();
  const made = operation(moved, { goal });
  const done = report(moved, skipped, { operation: null, outcome, backup: null, record: null });
  const stores = done.stores.map((store) => ({ ...store, files: [] }));
  humanOutput(terminal, messages).report(
    { ...done, stores },
    announcementOf({ ...made, request: request ?? made.request }),
  );
  return terminal.written.out.trimEnd().split("\n");
}

interface Change {
  readonly moved?: number;
  readonly skipped?: ReturnType<typeof skips>;
  readonly outcome?: Report["outcome"];
  readonly request?: Request;
  readonly messages?: typeof en;
}

function announced(goal: Goal, moving: number): readonly string[] {
  const terminal = fakeTerminal();
  const plan = { ...operation(0).stores[0]!.plan, required: [] };
  humanOutput(terminal, en).announce(announcementOf(operation(moving, { goal, plan }), { asked: true }));
  return terminal.written.err.trimEnd().split("\n");
}

const LIVE = { thread: "019f", pid: 4242, file: "/h/x", how: "flock" };
const SYNC: Goal = { kind: "sync", target: "beta", sessions: null };

describe("sync", () => {
  test("is announced with where the sessions go, and what is in use where that is another", () => {
    expect(announced(SYNC, 12)).toEqual([
      'Codex: sessions move to "beta" (in use: "alpha")',
      'Will move 12 sessions to "beta" (original provider kept; undo with zcf sessions restore)',
    ]);
    expect(announced({ ...SYNC, target: null }, 1)[0]).toBe('Codex: sessions move to "alpha"');
  });

  test("says how many moved, and where to", () => {
    expect(told(SYNC, { moved: 12 })).toEqual(['12 sessions of Codex moved to "beta".']);
    expect(told({ ...SYNC, target: null }, { moved: 1 })).toEqual(['1 session of Codex moved to "alpha".']);
    expect(told(SYNC, { moved: 12, messages: zhCN })).toEqual(["已把 Codex 的 12 个会话移到“beta”。"]);
  });

  test("says what frees the live ones, and the very command that completes it", () => {
    const skipped = skips(2, "codex.session-live", LIVE);
    const request: Request = { tools: ["codex"], sync: "all", to: "beta", home: "/other home" };
    expect(told(SYNC, { moved: 12, skipped, outcome: "partial", request })).toEqual([
      '12 sessions of Codex moved to "beta".',
      "2 sessions had to stay where they are:",
      "  2 x codex.session-live, such as: Session 019f is open in another program (process 4242).",
      "  Next: End the Codex that has it (one in the background: codex app-server daemon stop), then run zcf sessions sync --to beta --home '/other home'.",
    ]);
  });

  test("does not claim that all is well where all had to stay", () => {
    const skipped = skips(1, "codex.session-live", LIVE);
    expect(told(SYNC, { skipped, outcome: "nothing" }).slice(0, 2)).toEqual([
      "No session of Codex was moved.",
      "1 session had to stay where it is:",
    ]);
  });

  test("has nothing to do", () => {
    const outcome = "nothing";
    expect(told(SYNC, { outcome })).toEqual([
      'Nothing to do: every session of Codex belongs to "beta" already.',
    ]);
    expect(told({ ...SYNC, sessions: ["a", "b"] }, { outcome })).toEqual([
      'Nothing to do: already with "beta": a, b.',
    ]);
  });
});

describe("restore", () => {
  const RESTORE: Goal = { kind: "restore", sessions: null };
  const request: Request = { tools: ["codex"], restore: "all" };

  test("says how many moved back, and completes with itself", () => {
    expect(told(RESTORE, { moved: 3, request })).toEqual([
      "3 sessions of Codex moved back to their original provider.",
    ]);
    const skipped = skips(1, "not-reached", {});
    expect(told(RESTORE, { moved: 1, skipped, outcome: "cancelled", request })).toContain(
      "  Next: Run zcf sessions restore: it goes on where this stopped.",
    );
  });
});

describe("a switch with --sessions", () => {
  const goal = (sessions: SessionsMode): Goal => ({ kind: "switch", target: "beta", sessions, force: false });

  test.each<[SessionsMode, number, readonly string[]]>([
    ["sync", 2, ["Sessions: 2 moved"]],
    ["sync", 0, ["Sessions: none to move"]],
    ["off", 0, ["Sessions: left as they are (--sessions off)"]],
    ["off", 2, ["Sessions: 2 moved"]],
    ["shared", 0, ["Sessions: none had to change (--sessions shared)"]],
    [
      "shared",
      2,
      [
        "Sessions: 2 moved",
        "  They keep that provider from now on: with --sessions shared a switch changes what it means instead.",
      ],
    ],
  ])("%s, %i of them to move", (mode, moved, lines) => {
    expect(told(goal(mode), { moved })).toEqual(['Switched Codex to "beta".', ...lines]);
  });

  test.each<[SessionsMode, string]>([
    [
      "shared",
      "Will move 2 sessions to the shared provider, this once: later switches leave them alone (original provider kept; undo with zcf sessions restore)",
    ],
    ["off", "Will move 2 sessions from the shared provider back to their original provider"],
  ])("%s is announced", (mode, line) => {
    expect(announced(goal(mode), 2)).toEqual(["Codex: alpha -> beta", line]);
  });
});
