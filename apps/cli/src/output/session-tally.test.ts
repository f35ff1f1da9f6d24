import type { Session } from "@zcf/contract";
import { expect, test } from "vitest";
import { tallySessions } from "./session-tally.ts";

function one(provider: string | null, change: Partial<Session> = {}): Session {
  return { id: "x", provider, original: provider, archived: false, live: false, problem: null, ...change };
}

test("counts by the provider of now and of then, and why sessions would stay", () => {
  const problem = { code: "codex.session-live", severity: "warning", params: { pid: 1 } } as const;
  const tally = tallySessions();
  const sessions = [
    one("b", { original: "a", archived: true }),
    one("b", { live: true, problem }),
    one("b", { live: true, problem: { ...problem, params: { pid: 2 } } }),
    one(null, { problem: { ...problem, code: "unreadable" } }),
  ];
  for (const session of sessions) tally.add(session);
  expect(tally.count()).toBe(4);
  expect(tally.result()).toEqual({
    sessions: 4,
    archived: 1,
    live: 2,
    leftOut: 3,
    providers: [
      { provider: "a", sessions: 0, originally: 1, archived: 0, live: 0, leftOut: 0 },
      { provider: "b", sessions: 3, originally: 2, archived: 1, live: 2, leftOut: 2 },
      { provider: null, sessions: 1, originally: 0, archived: 0, live: 0, leftOut: 1 },
    ],
    causes: [
      { count: 2, example: problem },
      { count: 1, example: { ...problem, code: "unreadable" } },
    ],
  });
});

test("nothing", () => {
  expect(tallySessions().result()).toEqual({
    sessions: 0,
    archived: 0,
    live: 0,
    leftOut: 0,
    providers: [],
    causes: [],
  });
});
