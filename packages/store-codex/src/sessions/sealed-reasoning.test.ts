import { appendFile } from "node:fs/promises";
import type { Notice } from "@zcf/contract";
import { expect, test } from "vitest";
import { planRestore, planSessions } from "./plan-sessions.ts";
import type { Segment } from "./testing/made-up-history.ts";
import { type MadeUpHome, remarks, withHistory } from "./testing/made-up-home.ts";

const THREAD: Segment = {
  from: null,
  provider: "alpha",
  turns: [{ length: 1, settings: true }],
  archived: false,
};

const reasoning = (content: string | null): string =>
  `${JSON.stringify({ type: "response_item", payload: { type: "reasoning", encrypted_content: content } })}\n`;

function to(home: MadeUpHome, provider: string): Promise<readonly Notice[]> {
  return remarks(planSessions(home.store, home.view, { provider, threads: null }));
}

const notice = (sessions: number): Notice => ({
  code: "codex.sealed-reasoning",
  severity: "warning",
  params: { sessions },
});

test("threads with reasoning that the new backend cannot read are counted in one line", () =>
  withHistory([THREAD, THREAD, THREAD], async (home, [one, two, three]) => {
    expect(await to(home, "beta")).toEqual([]);
    await appendFile(one?.file ?? "", reasoning("sealed"));
    await appendFile(two?.file ?? "", reasoning("sealed"));
    await appendFile(three?.file ?? "", reasoning(null));
    expect(await to(home, "alpha")).toEqual([]);
    expect(await to(home, "beta")).toEqual([notice(2)]);
    await home.apply(await home.plan("beta"));
    expect(await to(home, "gamma")).toEqual([notice(2)]);
  }));

test("on the way home there is nothing to say", () =>
  withHistory([THREAD], async (home, [one]) => {
    await appendFile(one?.file ?? "", reasoning("sealed"));
    await home.apply(await home.plan("beta"));
    expect(await to(home, "alpha")).toEqual([]);
    expect(await remarks(planRestore(home.store, home.view, { threads: null }))).toEqual([]);
  }));
