import { viewOf } from "@zcf/adapter-testkit";
import type { FileEdit, Json, View } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import { applyHunks } from "@zcf/formats";
import { describe, expect, test } from "vitest";
import { LOGIN, TOKENS } from "../testing/auth-home.ts";
import { authBack } from "./auth-back.ts";
import type { Contents } from "./config-back.ts";
import { keysBack } from "./keys-back.ts";

type Back = (view: View, contents: Contents) => readonly FileEdit[];
type Side = Json | null;

/** What a file holds after it was taken back; `null` when it is not there. For a conflict the key. */
async function back(take: Back, before: Side, after: Side, now: Side): Promise<unknown> {
  const view = await viewOf({});
  const bytes = (side: Side): Uint8Array | null => (side === null ? null : Buffer.from(JSON.stringify(side)));
  const file = view.path("/home/x/auth.json");
  try {
    const [edit] = take(view, { file, before: bytes(before), after: bytes(after), now: bytes(now) });
    if (edit === undefined) return now;
    expect(edit).toMatchObject({ group: "auth", sensitive: true });
    if (edit.kind === "remove") return null;
    const today = bytes(now) ?? new Uint8Array();
    const next = edit.kind === "create" ? edit.content : applyHunks(today, edit.hunks);
    return JSON.parse(Buffer.from(next).toString("utf8"));
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    expect(JSON.stringify(error)).not.toContain("sk-");
    return `${error.code} ${String(error.params["key"] ?? "")}`;
  }
}

const auth = (before: Side, after: Side, now: Side): Promise<unknown> => back(authBack, before, after, now);
const KEY = "OPENAI_API_KEY";
const login = LOGIN as Record<string, Json>;
const renewed: Json = { ...login, tokens: { ...TOKENS, access_token: "eyJ.new" }, last_refresh: "2027" };
const changed = (key: string): string => `codex.undo-changed ${key}`;

describe("auth.json", () => {
  const ours = { ...login, auth_mode: "apikey", [KEY]: "sk-a", A: "sk-a" };

  test("key and mode go back; the tokens of today stay, and what a refresh took stays away", async () => {
    const now = { ...(renewed as object), auth_mode: "apikey", [KEY]: "sk-a" } as Json;
    expect(await auth({ ...login, A: "sk-a" }, ours, now)).toEqual(renewed);
    expect(await auth(ours, { ...login, A: "sk-a" }, renewed)).toEqual(now);
  });

  test("what is as before already stays, with another login too", async () => {
    expect(await auth({ ...login }, ours, renewed)).toEqual(renewed);
    expect(await auth(null, { [KEY]: "sk-a" }, renewed)).toEqual(renewed);
  });

  test("one that we created and somebody logged into keeps the login and loses our key", async () => {
    const now = { [KEY]: "sk-a", tokens: TOKENS, note: "mine" };
    expect(await auth(null, { [KEY]: "sk-a" }, now)).toEqual({ tokens: TOKENS, note: "mine" });
  });

  test("without any credential left it goes; with somebody's own entry it stays", async () => {
    expect(await auth(null, { [KEY]: "sk-a" }, { [KEY]: "sk-a", last_refresh: null })).toBeNull();
    expect(await auth({ [KEY]: null }, { [KEY]: "sk-a" }, { [KEY]: "sk-a", tokens: null })).toBeNull();
    expect(await auth(null, { [KEY]: "sk-a" }, { [KEY]: "sk-a", MINE: "sk-m" })).toEqual({ MINE: "sk-m" });
  });

  test("one that is gone: our key comes back where we took it away, and only there", async () => {
    expect(await auth({ [KEY]: "sk-a" }, { [KEY]: null, tokens: TOKENS }, null)).toEqual({ [KEY]: "sk-a" });
    expect(await auth({ [KEY]: "sk-a" }, { [KEY]: "sk-b" }, null)).toBe(changed(KEY));
    expect(await auth(login, ours, null)).toBeNull();
  });

  test("a mode that has to say that our key is in use comes back unless another login is there", async () => {
    const before = { auth_mode: "apikey", [KEY]: "sk-a", tokens: TOKENS };
    const after = { auth_mode: "chatgpt", [KEY]: null, tokens: TOKENS };
    expect(await auth(before, after, null)).toEqual({ auth_mode: "apikey", [KEY]: "sk-a" });
    expect(await auth(before, after, { ...after, auth_mode: "agent" })).toBe(changed("auth_mode"));
    expect(await auth(after, before, { ...before, auth_mode: "agent" })).toEqual({
      ...after,
      auth_mode: "agent",
    });
  });

  test("one that we removed and that is there again gets our entries beside the login", async () => {
    expect(await auth({ [KEY]: "sk-a", A: "sk-a" }, null, { [KEY]: null, tokens: TOKENS })).toEqual({
      [KEY]: "sk-a",
      tokens: TOKENS,
      A: "sk-a",
    });
    expect(await auth({ [KEY]: "sk-a" }, null, { [KEY]: "sk-mine" })).toBe(changed(KEY));
  });

  test("another key, or another value under our entry, is a conflict by its name", async () => {
    expect(await auth({ [KEY]: "sk-a" }, { [KEY]: "sk-b" }, { [KEY]: "sk-c" })).toBe(changed(KEY));
    expect(await auth({ [KEY]: "sk-a" }, { [KEY]: "sk-b" }, { [KEY]: null, tokens: TOKENS })).toBe(
      changed(KEY),
    );
    expect(await auth({ A: 1 }, { A: 2 }, { A: 3 })).toBe(changed("A"));
  });

  test("what cannot be read today says so", async () => {
    expect(await auth({ [KEY]: "sk-a" }, { [KEY]: "sk-b" }, [])).toBe("codex.auth-syntax ");
  });
});

describe("zcf-keys.json", () => {
  const keys = (of: Record<string, string>, entries: Record<string, string> = {}): Json => ({
    format: 1,
    keys: of,
    entries,
  });
  const kept = (before: Side, after: Side, now: Side): Promise<unknown> => back(keysBack, before, after, now);

  test("only the entries that differ go back; the file goes with the last one", async () => {
    const now = keys({ official: "sk-o", mine: "sk-m" }, { A: "sk-a", B: "sk-b" });
    expect(await kept(null, keys({ official: "sk-o" }, { A: "sk-a" }), now)).toEqual(
      keys({ mine: "sk-m" }, { B: "sk-b" }),
    );
    expect(await kept(null, keys({ official: "sk-o" }), keys({ official: "sk-o" }))).toBeNull();
    expect(await kept(keys({ official: "sk-o" }), null, null)).toEqual(keys({ official: "sk-o" }));
    expect(await kept(keys({ a: "1" }), keys({ a: "2" }), keys({ a: "1", b: "3" }))).toEqual(
      keys({ a: "1", b: "3" }),
    );
  });

  test("another value is a conflict by its name", async () => {
    expect(await kept(keys({ a: "sk-1" }), keys({ a: "sk-2" }), keys({ a: "sk-3" }))).toBe(changed("keys.a"));
    expect(await kept(keys({}, { a: "sk-1" }), null, keys({}, { a: "sk-3" }))).toBe(changed("entries.a"));
  });
});
