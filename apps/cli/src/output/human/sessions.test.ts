import type { Session } from "@zcf/contract";
import { expect, test } from "vitest";
import { en } from "../../messages/en.ts";
import { zhCN } from "../../messages/zh-CN.ts";
import { widthOf } from "../../runtime/text-width.ts";
import { adapter, store } from "../../testing/fake-operation.ts";
import { fakeTerminal } from "../../testing/fake-terminal.ts";
import { tallySessions } from "../session-tally.ts";
import { humanOutput } from "./human-output.ts";

const ID = "019f0a11-3c00-7a10-8a10-0000000000a1";

function one(change: Partial<Session> = {}): Session {
  const plain = { id: ID, provider: "beta", original: "beta", archived: false, live: false, problem: null };
  return { ...plain, ...change };
}

const LIVE = one({
  live: true,
  archived: true,
  original: "alpha",
  problem: { code: "codex.session-live", severity: "warning", params: { thread: ID, pid: 7 } },
});
const LOST = one({
  provider: null,
  original: null,
  problem: { code: "codex.session-misnamed", severity: "warning", params: { file: "/h/rollout-x.jsonl" } },
});

/** The screen after a list. */
function shown(sessions: readonly Session[], { listed = false, messages = en } = {}): readonly string[] {
  const terminal = fakeTerminal();
  const output = humanOutput(terminal, messages);
  const tally = tallySessions();
  output.sessionsBegin({ adapter, store });
  for (const session of sessions) {
    tally.add(session);
    if (listed) output.session({ adapter, store }, session);
  }
  output.sessionsEnd({ adapter, store }, { tally: tally.result(), listed, again: "zcf sessions sync" });
  return terminal.written.out.trimEnd().split("\n");
}

test("a table by provider, then what a move would leave out, and why", () => {
  expect(shown([one(), one({ original: "alpha" }), LIVE, LOST])).toEqual([
    "Codex  /h/.codex",
    "  Provider               Sessions  Originally  Archived  Live  Left out",
    "  alpha                         0           2         0     0         0",
    "  beta                          3           1         1     1         1",
    "  (none, or unreadable)         1           0         0     0         1",
    "  Total                         4           3         1     1         2",
    "A move would leave 2 sessions where they are:",
    `  1 x codex.session-live: Session ${ID} is open in another program (process 7).`,
    "  1 x codex.session-misnamed: /h/rollout-x.jsonl is not named after the session it holds.",
    "  Next: End the Codex that has it (one in the background: codex app-server daemon stop), then run zcf sessions sync.",
    "  Next: Give it the name Codex gave it, if you know it.",
  ]);
});

test("each session before the table, when asked for", () => {
  expect(shown([one({ original: "alpha" }), LIVE, LOST], { listed: true }).slice(1, 8)).toEqual([
    `  ${ID}  beta, originally alpha`,
    `  ${ID}  beta, originally alpha, archived, live`,
    `    left out: Session ${ID} is open in another program (process 7).`,
    `  ${ID}  (none, or unreadable)`,
    "    left out: /h/rollout-x.jsonl is not named after the session it holds.",
    "",
    "  Provider               Sessions  Originally  Archived  Live  Left out",
  ]);
});

test("one provider needs no total, and no session no table", () => {
  expect(shown([one()])).toHaveLength(3);
  expect(shown([])).toEqual(["Codex  /h/.codex", "  No sessions."]);
});

test("columns stand below each other in Chinese as well", () => {
  const [, head = "", row = ""] = shown([one()], { messages: zhCN });
  expect(widthOf(row)).toBe(widthOf(head));
  expect(widthOf(head)).toBeLessThan(80);
});
