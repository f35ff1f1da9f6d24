import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AppServer } from "../src/app-server.ts";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { linesOf, namedProviders, rolloutOf } from "../src/rollouts.ts";
import { sendTurn, startThread } from "../src/threads.ts";
import { CODEX_VERSIONS } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

describe.each(CODEX_VERSIONS)("codex %s: a thread that a running app-server holds", (version) => {
  test("is skipped and named, with exit code 0; its bytes stay, the others move", async () => {
    const { home, live, idle } = await withLiveThread(version);
    const before = await bytesOf(home, live);
    const switched = await zcfSwitch(home, "beta");
    expectExit(switched, 0);
    expect(switched.stdout + switched.stderr).toContain(live);
    expect(await bytesOf(home, live)).toEqual(before);
    expect(await providersOf(home, live)).toEqual(new Set(["alpha"]));
    expect(await providersOf(home, idle)).toEqual(new Set(["beta"]));
  });

  test("makes --strict end with exit code 5, the rest of the switch standing", async () => {
    const { home, live, idle } = await withLiveThread(version);
    const switched = await zcfSwitch(home, "beta", "--strict");
    expectExit(switched, 5);
    expect(switched.stdout + switched.stderr).toContain(live);
    expect(await providersOf(home, idle)).toEqual(new Set(["beta"]));
  });

  test("keeps the turn that is sent after the switch", async () => {
    const { home, server, live } = await withLiveThread(version);
    expectExit(await zcfSwitch(home, "beta"), 0);
    const file = join(home.codexHome, await rolloutOf(home.codexHome, live));
    const before = await linesOf(file);
    await sendTurn(server, live, "a live question after the switch");
    const after = await linesOf(file);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).join("\n")).toContain("a live question after the switch");
  });

  test("moves with a second switch once the server is gone, all turns kept", async () => {
    const { home, server, live, idle } = await withLiveThread(version);
    expectExit(await zcfSwitch(home, "beta"), 0);
    await sendTurn(server, live, "a live question after the switch");
    await server.close();
    expectExit(await zcfSwitch(home, "beta"), 0);
    expect(await providersOf(home, live)).toEqual(new Set(["beta"]));
    await expectListed(home, [live, idle]);
    await expectResumes(home, live, { on: "beta", notOn: "alpha" });
    const [turn] = home.server("beta").turns();
    for (const text of ["a live question", "a live question after the switch"]) {
      expect(JSON.stringify(turn?.body)).toContain(text);
    }
  });
});

interface WithLiveThread {
  readonly home: CodexHome;
  readonly server: AppServer;
  readonly live: string;
  readonly idle: string;
}

// Keys in the tables: a running server holds no stale auth.json, so the switch is not refused.
async function withLiveThread(version: string): Promise<WithLiveThread> {
  const home = await codexHomeForTest({ version, keys: "table" });
  const idle = await codexExec(home, "an idle question");
  const server = await home.appServer();
  const live = await startThread(server);
  await sendTurn(server, live, "a live question");
  return { home, server, live, idle };
}

async function bytesOf(home: CodexHome, id: string): Promise<Buffer> {
  return readFile(join(home.codexHome, await rolloutOf(home.codexHome, id)));
}

async function providersOf(home: CodexHome, id: string): Promise<ReadonlySet<unknown>> {
  const named = await namedProviders(home.codexHome);
  return new Set(named[await rolloutOf(home.codexHome, id)]);
}
