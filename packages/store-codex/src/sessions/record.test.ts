import { expect, test } from "vitest";
import { readRecord } from "./record.ts";
import { message, meta, settings, threadId } from "./testing/session-lines.ts";

const read = (line: string): ReturnType<typeof readRecord> => readRecord(Buffer.from(line));

test("a session_meta names thread, history and provider", () => {
  expect(read(meta(threadId(1), "alpha", { history_mode: "paginated" }))).toMatchObject({
    kind: "meta",
    thread: threadId(1),
    history: "paginated",
    provider: { token: '"alpha"', room: 7 },
    original: null,
    noted: false,
  });
});

test("no history_mode is legacy, one that is no text is unknown", () => {
  expect(read(meta(threadId(1), "alpha"))).toMatchObject({ history: "legacy" });
  expect(read(meta(threadId(1), "alpha", { history_mode: 3 }))).toMatchObject({ history: "unknown" });
});

test("a missing or null provider is none", () => {
  expect(read(meta(threadId(1), undefined))).toMatchObject({ kind: "meta", provider: null });
  expect(read(meta(threadId(1), null))).toMatchObject({ kind: "meta", provider: null });
});

test("the original provider is read where it is there", () => {
  const line = (value: unknown): string => meta(threadId(1), "beta", { original_model_provider: value });
  expect(read(line("alpha"))).toMatchObject({ original: { token: '"alpha"' }, noted: true });
  expect(read(line(null))).toMatchObject({ original: null, noted: true });
});

test("a settings event names a provider", () => {
  expect(read(settings("alpha", threadId(1)))).toMatchObject({
    kind: "settings",
    provider: { token: '"alpha"' },
  });
});

test("other lines are other", () => {
  expect(read(message("hello"))).toEqual({ kind: "other" });
  expect(read('{"type":"session_meta"}')).toEqual({ kind: "other" });
  expect(read('{"type":"x","payload":{"type":"thread_settings_applied"}}')).toEqual({ kind: "other" });
});

test("what cannot be read is told apart from what is not certain", () => {
  expect(read(meta(threadId(1), "alpha").slice(0, -1))).toEqual({ kind: "malformed" });
  const twice = meta(threadId(1), "alpha").replace(
    '"model_provider"',
    '"model_provider":"beta","model_provider"',
  );
  expect(read(twice)).toEqual({ kind: "ambiguous", base: null });
});
