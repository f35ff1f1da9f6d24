import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { expectDefaultProvider, expectExit, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { configuredProvider } from "../src/threads.ts";
import { CODEX_VERSIONS } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

const ACTIVE = 'model_provider = "alpha"';

/** Ways to write the same settings that people's editors and habits produce. */
const STYLES: Readonly<Record<string, (config: string) => string>> = {
  comments: (config) => `# mine, keep\n${config.replace(ACTIVE, `${ACTIVE} # the work one`)}\n# the end\n`,
  "CRLF line ends": (config) => config.replaceAll("\n", "\r\n"),
  "a byte order mark": (config) => `\uFEFF${config}`,
  "single quotes and odd spacing": (config) => config.replace(ACTIVE, "model_provider   =   'alpha'"),
  "no line end at the end": (config) => config.trimEnd(),
};

describe.each(CODEX_VERSIONS)("codex %s: the text of config.toml", (version) => {
  test.each(Object.keys(STYLES))("with %s is kept but for the value, and Codex accepts it", async (style) => {
    const { home, before } = await homeInStyle(version, style);
    expectExit(await zcfSwitch(home, "beta"), 0);
    expect(withoutActive(await readFile(home.config, "utf8"))).toBe(withoutActive(before));
    await expectAccepted(home, "beta");
    expectExit(await zcfSwitch(home, "alpha"), 0);
    expect(withoutActive(await readFile(home.config, "utf8"))).toBe(withoutActive(before));
    await expectAccepted(home, "alpha");
  });

  test("comes back from official with its comments, and sessions resume", async () => {
    const { home } = await homeInStyle(version, "comments");
    const id = await codexExec(home, "first question");
    expectExit(await zcfSwitch(home, "official"), 0);
    expect(await readFile(home.config, "utf8")).toContain("# mine, keep\n");
    expectExit(await zcfSwitch(home, "beta"), 0);
    await expectAccepted(home, "beta");
    await expectResumes(home, id, { on: "beta", notOn: "alpha" });
  });
});

async function homeInStyle(
  version: string,
  style: string,
): Promise<{ readonly home: CodexHome; readonly before: string }> {
  const home = await codexHomeForTest({ version });
  const before = STYLES[style]?.(await readFile(home.config, "utf8")) ?? "";
  await writeFile(home.config, before);
  return { home, before };
}

// The value (and its quotes) is what may change; the rest of its line is not.
function withoutActive(config: string): string {
  return config.replace(/(model_provider\s*=\s*)(["'])\w+\2/, "$1<value>");
}

async function expectAccepted(home: CodexHome, provider: string): Promise<void> {
  const server = await home.appServer();
  expect(await configuredProvider(server)).toBe(provider);
  await server.close();
  await expectDefaultProvider(home, provider);
}
