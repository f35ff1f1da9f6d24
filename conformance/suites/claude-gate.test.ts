import { get } from "node:http";
import { describe, expect, test } from "vitest";
import { run } from "../src/child.ts";
import { writeSettings } from "../src/claude/claude-files.ts";
import { claudeVersionsUnderTest } from "../src/claude/claude-versions.ts";
import { openGate } from "../src/claude/gate.ts";
import { claudeHomeForTest } from "../src/claude/in-claude-home.ts";
import { labCertificate } from "../src/claude/lab-certificate.ts";
import { isLoopback, watchPeers } from "../src/claude/peers.ts";
import { expectExit } from "../src/expectations.ts";

// What the other suites rest on: nothing leaves this machine, and what would have gone to Anthropic is seen.
describe("the gate", () => {
  test.each([
    "example.com:443",
    "api.anthropic.com:80",
    "api.anthropic.com.example.com:443",
    "127.0.0.1:443",
  ])("refuses a tunnel to %s, and notes it", async (target) => {
    const gate = await openGate(await labCertificate());
    try {
      expect(await tunnel(gate.url, target)).toBe(403);
      expect(gate.refused).toEqual([target]);
    } finally {
      await gate.close();
    }
  });

  test("refuses what a proxy without a tunnel is asked for", async () => {
    const gate = await openGate(await labCertificate());
    try {
      const status = await new Promise((resolve, reject) => {
        const proxied = { path: "http://example.com/x", agent: false as const };
        get(gate.url, proxied, (answer) => resolve(answer.resume().statusCode)).on("error", reject);
      });
      expect(status).toBe(403);
      expect(gate.refused).toEqual(["http://example.com/x"]);
    } finally {
      await gate.close();
    }
  });
});

describe.each(claudeVersionsUnderTest())("claude %s", (version) => {
  test("is the version it is said to be", async () => {
    const home = await claudeHomeForTest(version);
    const printed = await home.claude("--version");
    expectExit(printed, 0);
    expect(printed.stdout).toMatch(new RegExp(`^${version.replaceAll(".", "\\.")} `));
  });

  test.runIf(process.platform === "linux")("running, holds no connection but to this machine", async () => {
    const home = await claudeHomeForTest(version);
    const { baseUrl } = home.server("alpha");
    await writeSettings(home, { ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_AUTH_TOKEN: "tok-a" });
    const session = home.start();
    const seen = watchPeers(session.pid);
    await session.ready();
    await session.ask();
    const peers = await seen();
    expect(peers.length).toBeGreaterThan(0);
    expect(peers.filter((peer) => !isLoopback(peer))).toEqual([]);
  });
});

test("an address elsewhere is told from one here", () => {
  const here = [
    "0100007F:1F90",
    "0000000000000000FFFF00000100007F:0050",
    "00000000000000000000000001000000:0050",
  ];
  expect(here.filter(isLoopback)).toEqual(here);
  expect(
    [
      "08080808:01BB",
      "0000000000000000FFFF000008080808:01BB",
      "B80D0120000000000000000001000000:01BB",
    ].filter(isLoopback),
  ).toEqual([]);
});

async function tunnel(proxy: string, target: string): Promise<number> {
  const script = `
    const request = require("node:http").request({ host: "127.0.0.1", port: ${new URL(proxy).port}, method: "CONNECT", path: ${JSON.stringify(target)} });
    request.on("connect", (answer, socket) => { console.log(answer.statusCode); socket.destroy(); }).end();`;
  const finished = await run({
    file: process.execPath,
    args: ["-e", script],
    env: {},
    cwd: "/",
    timeoutMs: 10_000,
  });
  return Number(finished.stdout);
}
