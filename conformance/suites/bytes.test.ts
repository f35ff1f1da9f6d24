import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { conversations, rolloutFiles } from "../src/rollouts.ts";
import { versionsWith } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

describe.each(versionsWith((traits) => traits.listsExec))(
  "codex %s: bytes of the session files",
  (version) => {
    test("three switches to and fro move no conversation byte, no size, no time, no inode", async () => {
      const home = await codexHomeForTest({ version });
      const ids = [await codexExec(home, "first question"), await codexExec(home, "second question")];
      const before = { lines: await conversations(home.codexHome), files: await identities(home) };
      for (let round = 0; round < 3; round++) {
        expectExit(await zcfSwitch(home, "beta"), 0);
        expectExit(await zcfSwitch(home, "alpha"), 0);
      }
      expect(await conversations(home.codexHome)).toEqual(before.lines);
      expect(await identities(home)).toEqual(before.files);
      await expectListed(home, ids);
    });

    // Each resumed turn on 0.169 appends one more place, exactly as long as its id: ids of one length stay in place.
    test("switches with turns between them keep every earlier line and order", async () => {
      const home = await codexHomeForTest({ version, providers: ["alpha", "gamma"] });
      const id = await codexExec(home, "first question");
      for (const [to, from] of [
        ["gamma", "alpha"],
        ["alpha", "gamma"],
        ["gamma", "alpha"],
      ] as const) {
        const before = await conversations(home.codexHome);
        expectExit(await zcfSwitch(home, to), 0);
        expect(await conversations(home.codexHome)).toEqual(before);
        await expectResumes(home, id, { on: to, notOn: from });
        expect(startsWith(await conversations(home.codexHome), before)).toBe(true);
      }
      await expectListed(home, [id]);
    });

    test("the model of the resumed turn sees the whole earlier conversation", async () => {
      const home = await codexHomeForTest({ version });
      const id = await codexExec(home, "first question");
      expectExit(await zcfSwitch(home, "beta"), 0);
      await expectResumes(home, id, { on: "beta", notOn: "alpha" });
      const [turn] = home.server("beta").turns();
      const sent = JSON.stringify(turn?.body);
      for (const text of ["first question", "hello from alpha", "and another question"])
        expect(sent).toContain(text);
      expect(sent).not.toContain("turn_aborted");
    });

    test("a switch to the provider that is active already writes nothing", async () => {
      const home = await codexHomeForTest({ version });
      await codexExec(home, "first question");
      const before = { config: await readFile(home.config), files: await identities(home) };
      expectExit(await zcfSwitch(home, "alpha"), 0);
      expect({ config: await readFile(home.config), files: await identities(home) }).toEqual(before);
    });
  },
);

interface Identity {
  readonly path: string;
  readonly size: number;
  readonly inode: number;
  readonly mtimeMicroseconds: bigint;
}

async function identities(home: CodexHome): Promise<readonly Identity[]> {
  const files = await rolloutFiles(home.codexHome);
  return Promise.all(files.map((path) => identity(home, path)));
}

async function identity(home: CodexHome, path: string): Promise<Identity> {
  const found = await stat(join(home.codexHome, path), { bigint: true });
  return {
    path,
    size: Number(found.size),
    inode: Number(found.ino),
    mtimeMicroseconds: found.mtimeNs / 1000n,
  };
}

type Lines = Readonly<Record<string, readonly string[]>>;

function startsWith(now: Lines, before: Lines): boolean {
  return Object.entries(before).every(([file, lines]) =>
    lines.every((line, index) => now[file]?.[index] === line),
  );
}
