import { describe, expect, test } from "vitest";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { connectDaemon } from "../src/daemon.ts";
import { authorizations, expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { bearerOf } from "../src/providers.ts";
import { sendTurn, startThread } from "../src/threads.ts";
import { CODEX_VERSIONS, minorOf } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

// What the TUI starts by itself and leaves running (0.158 on). Starting it copies the whole binary into the home.
const WITH_DAEMON = CODEX_VERSIONS.filter((version) => minorOf(version) >= 158);

describe.each(WITH_DAEMON)(
  "codex %s: the background daemon runs and the key lives in auth.json",
  (version) => {
    test("the switch stops; once the daemon is stopped, it goes through", async () => {
      const { home, id } = await withDaemon(version);
      expectExit(await zcfSwitch(home, "beta"), 1);
      expectExit(await daemon(home, "stop"), 0);
      expectExit(await zcfSwitch(home, "beta"), 0);
      await expectListed(home, [id]);
      await expectResumes(home, id, { on: "beta", notOn: "alpha" });
    });

    test("after --force and the restart that is named, its threads go to beta with beta's key", async () => {
      const { home } = await withDaemon(version);
      const switched = await zcfSwitch(home, "beta", "--force");
      expectExit(switched, 0);
      expect(switched.stdout + switched.stderr).toContain("codex app-server daemon restart");
      expectExit(await daemon(home, "restart"), 0);
      for (const id of ["alpha", "beta"]) home.server(id).forget();
      const server = await connectDaemon(home.codexHome);
      await sendTurn(server, await startThread(server), "a question through the daemon");
      await server.close();
      expect(authorizations(home.server("beta"))).toEqual([bearerOf("beta")]);
      expect(home.server("alpha").requests).toEqual([]);
    });
  },
);

async function withDaemon(version: string): Promise<{ readonly home: CodexHome; readonly id: string }> {
  const home = await codexHomeForTest({ version });
  const id = await codexExec(home, "first question");
  expectExit(await daemon(home, "start"), 0);
  return { home, id };
}

function daemon(home: CodexHome, what: "start" | "stop" | "restart"): ReturnType<CodexHome["codex"]> {
  return home.codex("app-server", "daemon", what);
}
