import { describe, expect, test } from "vitest";
import { forkOf, revertOf, root } from "../sessions/testing/made-up-family.ts";
import { type Segment, writeHistory } from "../sessions/testing/made-up-history.ts";
import { file, message, meta, rolloutName, settings, threadId } from "../sessions/testing/session-lines.ts";
import { configOf, differences, LONGER, type UndoHome, withUndoHome } from "./testing/undo-home.ts";

const LOGIN = {
  auth_mode: "chatgpt",
  OPENAI_API_KEY: null,
  tokens: { id_token: "eyJ.id", access_token: "eyJ.access", refresh_token: "rt-1", account_id: "acc" },
  last_refresh: "2026-01-01T00:00:00Z",
};
const ENTRIES = { KEPT_KEY: "sk-kept", OTHER_KEY: "sk-other" };

function authOf(auth: object): Readonly<Record<string, string>> {
  return { "auth.json": JSON.stringify(auth, null, 2) };
}

function sessionOf(digit: number, provider: string): Readonly<Record<string, string>> {
  const thread = threadId(digit);
  return {
    [`sessions/2026/11/23/${rolloutName(thread)}`]: file(
      meta(thread, provider),
      message("hello"),
      settings(provider),
      message("again"),
    ),
  };
}

/** Switches, undoes, and undoes that again: the home must be as before, and then as the switch left it. */
async function toAndFro(home: UndoHome, request: Parameters<UndoHome["run"]>[0]): Promise<void> {
  const before = await home.picture();
  expect(await home.run(request)).toMatchObject({ outcome: "applied", stores: [{ skipped: [] }] });
  const after = await home.picture();
  expect(differences(before, after)).not.toEqual([]);
  expect(await home.run({ undo: "last" })).toMatchObject({ outcome: "applied", stores: [{ skipped: [] }] });
  expect(differences(before, await home.picture())).toEqual([]);
  expect(await home.run({ undo: "last" })).toMatchObject({ outcome: "applied", stores: [{ skipped: [] }] });
  expect(differences(after, await home.picture())).toEqual([]);
}

describe("with nothing in between, a switch is undone to the byte, and redone", () => {
  test.each([
    ["the other provider", { target: "beta" }],
    ["a longer id", { target: LONGER }],
    ["official", { target: "official" }],
    ["shared sessions", { target: "beta", sessions: "shared" as const }],
    ["no sessions", { target: "beta", sessions: "off" as const }],
  ])("to %s", async (_name, request) => {
    const files = {
      "config.toml": configOf('model_provider = "alpha" # now', 'model = "m"'),
      ...sessionOf(1, "alpha"),
      ...sessionOf(2, "plain"),
    };
    await withUndoHome(files, (home) => toAndFro(home, request));
  });

  test.each([
    ["official with a login", [], { ...LOGIN, ...ENTRIES }, "kept"],
    ["official with a key", [], { OPENAI_API_KEY: "sk-official", ...ENTRIES }, "other"],
    [
      "a provider, to official: the file goes",
      ['model_provider = "kept"'],
      { OPENAI_API_KEY: "sk-kept", ...ENTRIES },
      "official",
    ],
    [
      "a provider, to another",
      ["model_provider = 'kept'"],
      { OPENAI_API_KEY: "sk-kept", ...ENTRIES },
      "other",
    ],
    ["a commented line", ['#  model_provider = "kept" # old'], { ...LOGIN, ...ENTRIES }, "kept"],
    ["a commented line of another", ['# model_provider = "kept"'], { ...LOGIN, ...ENTRIES }, "other"],
  ])("with credentials: from %s", async (_name, lines, auth, target) => {
    const files = { "config.toml": configOf(...lines), ...authOf(auth), ...sessionOf(1, "openai") };
    await withUndoHome(files, async (home) => {
      await toAndFro(home, { target });
      await home.run({ undo: "last" });
      await toAndFro(home, { target, sessions: "shared" });
    });
  });

  test("a file that the switch created, and one that waited in ours, go and come", async () => {
    const files = {
      "config.toml": configOf('model_provider = "kept"'),
      ...authOf({ OPENAI_API_KEY: "sk-kept", ...ENTRIES }),
    };
    await withUndoHome(files, async (home) => {
      await home.run({ target: "official" });
      expect(await home.read("auth.json")).toBeNull();
      await toAndFro(home, { target: "other" });
    });
  });

  test.each([
    [
      "a login, used with a provider that is not its own service",
      ['model_provider = "plain"'],
      LOGIN,
      "alpha",
    ],
    ["a key that nothing names", ['model_provider = "plain"'], { OPENAI_API_KEY: "sk-plain" }, "beta"],
    ["an official key", [], { OPENAI_API_KEY: "sk-official" }, "beta"],
    ["official at another place", ['openai_base_url = "https://proxy.test/v1"'], LOGIN, "alpha"],
  ])("where auth.json is not touched: %s", async (_name, lines, auth, target) => {
    const files = { "config.toml": configOf(...lines), ...authOf(auth) };
    await withUndoHome(files, async (home) => {
      await toAndFro(home, { target });
      await home.run({ undo: "last" });
      await home.run({
        target: lines.join().includes("plain") ? "plain" : "official",
        sessions: "shared",
        force: true,
      });
      await toAndFro(home, { target });
    });
  });

  test("swapping the shared table, and leaving it", async () => {
    const files = { "config.toml": configOf('model_provider = "alpha"'), ...sessionOf(1, "alpha") };
    await withUndoHome(files, async (home) => {
      await home.run({ target: "alpha", sessions: "shared" });
      await toAndFro(home, { target: "beta" });
      await home.run({ undo: "last" });
      await toAndFro(home, { target: "official" });
      await home.run({ undo: "last" });
      await toAndFro(home, { target: "beta", sessions: "off" });
      await toAndFro(home, { target: "beta", sessions: "off" });
    });
  });

  const families: readonly (readonly [string, readonly Segment[]])[] = [
    ["one thread", [root]],
    ["a fork and a revert", [root, forkOf(0), revertOf(0), forkOf(1)]],
    ["a compressed one", [{ ...root, compressed: true }, forkOf(0)]],
  ];
  test.each(families)("paginated history with offsets: %s", async (_name, segments) => {
    await withUndoHome({ "config.toml": configOf('model_provider = "alpha"') }, async (home) => {
      await writeHistory(home.home, segments);
      await toAndFro(home, { target: LONGER });
    });
  });
});
