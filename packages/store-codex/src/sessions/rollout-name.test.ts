import { expect, test } from "vitest";
import { looksLikeRollout, parseRolloutName } from "./rollout-name.ts";
import { rolloutName, threadId } from "./testing/session-lines.ts";

test("a root file's segment is its thread", () => {
  expect(parseRolloutName(rolloutName(threadId(1)))).toEqual({
    thread: threadId(1),
    segment: threadId(1),
  });
});

test("a reverted thread's later file names both", () => {
  expect(parseRolloutName(rolloutName(threadId(1), threadId(2)))).toMatchObject({
    thread: threadId(1),
    segment: threadId(2),
  });
});

test("a compressed file is named like a plain one", () => {
  expect(parseRolloutName(`${rolloutName(threadId(1))}.zst`)).toEqual(
    parseRolloutName(rolloutName(threadId(1))),
  );
});

test.each(["rollout-x.jsonl", `${threadId(1)}.jsonl`, `${rolloutName(threadId(1))}.bak`, "rollout-.jsonl"])(
  "%s names no thread",
  (name) => {
    expect(parseRolloutName(name)).toBeNull();
  },
);

test("only files with Codex's prefix and suffix are sessions", () => {
  expect(looksLikeRollout("rollout-x.jsonl")).toBe(true);
  expect(looksLikeRollout("rollout-x.jsonl.zst")).toBe(true);
  expect(looksLikeRollout("notes.jsonl")).toBe(false);
  expect(looksLikeRollout(`${rolloutName(threadId(1))}.bak`)).toBe(false);
});
