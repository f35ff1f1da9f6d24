import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AppServer } from "../src/app-server.ts";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { authorizations, expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { forkOf } from "../src/family.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { bearerOf } from "../src/providers.ts";
import { linesOf, namedProviders, rolloutOf } from "../src/rollouts.ts";
import { sendTurn, startThread } from "../src/threads.ts";
import { userTexts } from "../src/turn-input.ts";
import { versionsWith } from "../src/versions.ts";
import { zcfSwitch, zcfSync } from "../src/zcf.ts";

const LONGER = "a_much_longer_provider_id";
const TARGETS = ["beta", LONGER];
const AFTER = "a live question after the switch";

describe.each(versionsWith((traits) => traits.archives && !traits.refusesLiveTurn))(
  "codex %s: a thread that a running app-server holds",
  (version) => {
    describe.each(TARGETS)("and a switch to %s", (target) => {
      test("is skipped and named, with exit code 0; its bytes stay, and the report says what frees it", async () => {
        const { home, live } = await withLiveThread(version);
        const before = await bytesOf(home, live);
        const switched = await zcfSwitch(home, target);
        expectExit(switched, 0);
        expect(switched.stdout + switched.stderr).toContain(live);
        expect(switched.stdout + switched.stderr).toContain("codex app-server daemon stop");
        expect(await bytesOf(home, live)).toEqual(before);
        expect(await providersOf(home, live)).toEqual(new Set(["alpha"]));
      });

      test("keeps the turn that is sent after the switch", async () => {
        const { home, server, live } = await withLiveThread(version);
        expectExit(await zcfSwitch(home, target), 0);
        const file = join(home.codexHome, await rolloutOf(home.codexHome, live));
        const before = await linesOf(file);
        await sendTurn(server, live, AFTER);
        const after = await linesOf(file);
        expect(after.slice(0, before.length)).toEqual(before);
        expect(after.slice(before.length).join("\n")).toContain(AFTER);
      });

      test("moves with `zcf sessions sync` once the server is gone, all turns kept", async () => {
        const { home, server, live, idle } = await withLiveThread(version);
        expectExit(await zcfSwitch(home, target), 0);
        await sendTurn(server, live, AFTER);
        await server.close();
        expectExit(await zcfSync(home, "--strict"), 0);
        await expectOn(home, { live, idle }, target);
      });
    });

    test("leaves the others free to move", async () => {
      const { home, idle } = await withLiveThread(version);
      expectExit(await zcfSwitch(home, "beta"), 0);
      expect(await providersOf(home, idle)).toEqual(new Set(["beta"]));
    });

    test("makes --strict end with exit code 5, the rest of the switch standing", async () => {
      const { home, live, idle } = await withLiveThread(version);
      const switched = await zcfSwitch(home, "beta", "--strict");
      expectExit(switched, 5);
      expect(switched.stdout + switched.stderr).toContain(live);
      expect(await providersOf(home, idle)).toEqual(new Set(["beta"]));
    });

    test("moves with a second switch once the server is gone, all turns kept", async () => {
      const { home, server, live, idle } = await withLiveThread(version);
      expectExit(await zcfSwitch(home, "beta"), 0);
      await sendTurn(server, live, AFTER);
      await server.close();
      expectExit(await zcfSwitch(home, "beta"), 0);
      await expectOn(home, { live, idle }, "beta");
    });
  },
);

describe.each(versionsWith((traits) => traits.refusesLiveTurn))(
  "codex %s: a thread that a running app-server holds, and will not go on with after the switch",
  (version) => {
    test.each(TARGETS)("is skipped on the way to %s, and goes on there once it has moved", async (target) => {
      const { home, server, live, idle } = await withLiveThread(version);
      const switched = await zcfSwitch(home, target);
      expectExit(switched, 0);
      expect(switched.stdout + switched.stderr).toContain(live);
      await expect(sendTurn(server, live, AFTER)).rejects.toThrow("your current provider is");
      await server.close();
      expectExit(await zcfSync(home, "--strict"), 0);
      await expectOn(home, { live, idle, said: ["a live question"] }, target);
    });
  },
);

describe.each(versionsWith((traits) => traits.serverHistory === "paginated"))(
  "codex %s: a switch to a longer id while one thread of a family is held",
  (version) => {
    test("its fork grows without it and goes on there; it follows once the server is gone", async () => {
      const { home, server, live, idle } = await withLiveThread(version);
      const fork = await idleForkOf(home, live);
      expectExit(await zcfSwitch(home, LONGER), 0);
      expect(await providersOf(home, live)).toEqual(new Set(["alpha"]));
      expect(await providersOf(home, fork)).toEqual(new Set([LONGER]));
      expect(await providersOf(home, idle)).toEqual(new Set([LONGER]));
      await expectResumes(home, fork, { on: LONGER, notOn: "alpha" });
      const [turn] = home.server(LONGER).turns();
      expect(userTexts(turn)).toEqual(["a live question", "a question of the fork", "and another question"]);
      await server.close();
      expectExit(await zcfSync(home, "--strict"), 0);
      await expectListed(home, [live, fork, idle]);
      await expectResumes(home, live, { on: LONGER, notOn: "alpha" });
      await expectResumes(home, fork, { on: LONGER, notOn: "alpha" });
    });
  },
);

interface WithLiveThread {
  readonly home: CodexHome;
  readonly server: AppServer;
  readonly live: string;
  readonly idle: string;
}

// Keys in the tables: a running server holds no stale auth.json, so the switch is not refused.
async function withLiveThread(version: string): Promise<WithLiveThread> {
  const home = await codexHomeForTest({ version, keys: "table", providers: ["alpha", ...TARGETS] });
  const idle = await codexExec(home, "an idle question");
  const server = await home.appServer();
  const live = await startThread(server);
  await sendTurn(server, live, "a live question");
  return { home, server, live, idle };
}

/** By another server, which ends: Codex forks also what somebody else holds (docs/facts.md). */
async function idleForkOf(home: CodexHome, threadId: string): Promise<string> {
  const other = await home.appServer();
  const fork = await forkOf(other, { threadId });
  await sendTurn(other, fork, "a question of the fork");
  await other.close();
  return fork;
}

interface Expected {
  readonly live: string;
  readonly idle: string;
  readonly said?: readonly string[];
}

/** Both threads are listed, and the one that was live goes on in a new server, which sees all that was said. */
async function expectOn(
  home: CodexHome,
  { live, idle, said = ["a live question", AFTER] }: Expected,
  target: string,
): Promise<void> {
  expect(await providersOf(home, live)).toEqual(new Set([target]));
  await expectListed(home, [live, idle]);
  for (const id of ["alpha", target]) home.server(id).forget();
  const server = await home.appServer();
  await server.call("thread/resume", { threadId: live });
  await sendTurn(server, live, "and another question");
  await server.close();
  expect(authorizations(home.server(target))).toEqual([bearerOf(target)]);
  const [turn] = home.server(target).turns();
  expect(userTexts(turn)).toEqual([...said, "and another question"]);
  expect(home.server("alpha").requests).toEqual([]);
}

async function bytesOf(home: CodexHome, id: string): Promise<Buffer> {
  return readFile(join(home.codexHome, await rolloutOf(home.codexHome, id)));
}

async function providersOf(home: CodexHome, id: string): Promise<ReadonlySet<unknown>> {
  const named = await namedProviders(home.codexHome);
  return new Set(named[await rolloutOf(home.codexHome, id)]);
}
