import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { killHalfway, pendingIn, ROLLED_BACK } from "../testing/kill-halfway.ts";
import type { Sandbox } from "../testing/sandbox.ts";
import { CANARY, makeSandbox, parseLines } from "../testing/sandbox.ts";

const WRITING: readonly (readonly string[])[] = [
  ["switch", "gamma-longer", "--yes"],
  ["switch", "alpha", "--yes"],
  ["switch", "-", "--yes"],
  ["cs", "beta", "-T", "cx", "--yes"],
  ["sessions", "sync", "--to", "beta", "--yes"],
  ["sessions", "restore", "--yes"],
];

/** Each of these tests runs the program ten times and more. */
const MANY_RUNS_MS = 240_000;

const READING: readonly (readonly string[])[] = [
  ["list"],
  ["status"],
  ["sessions", "list"],
  ["history"],
  ["switch", "beta", "--dry-run"],
  ["sessions", "sync", "--dry-run"],
  ["sessions", "restore", "--dry-run"],
  ["undo", "--dry-run"],
  ["backup", "list"],
  ["backup", "prune", "--dry-run"],
];

describe("a command that writes ends first what an earlier one left unfinished", () => {
  test.each(WRITING.map((args) => [args.join(" "), args] as const))("zcf %s", async (_, args) => {
    using box = await makeSandbox();
    await box.run(["switch", "beta", "--yes"]);
    await box.run(["switch", "alpha", "--yes"]);
    const killed = await killHalfway(box);
    const done = await box.run(args);
    expect(done.code).toBe(0);
    expect(ROLLED_BACK.exec(done.stderr)?.[1]).toBe(killed);
    expect(pendingIn(box)).toEqual([]);
  });

  test("before it plans, and once", async () => {
    using box = await makeSandbox();
    const killed = await killHalfway(box);
    const lines = parseLines((await box.run(["switch", "beta", "--yes", "--json"])).stdout);
    const steps = lines.filter(({ type }) => type === "recovered" || type === "phase");
    const first = steps.findIndex(({ type }) => type === "recovered");
    expect(steps[first]).toMatchObject({ operation: killed, state: "rolled-back", foreign: [] });
    expect(steps.slice(0, first).map(({ phase }) => phase)).not.toContain("plan");
    expect(lines.filter(({ type }) => type === "recovered")).toHaveLength(1);
  });

  test("and before it says that it cannot plan", async () => {
    using box = await makeSandbox();
    await killHalfway(box);
    box.write("config.toml", `${box.read("config.toml")}\n[broken\n`);
    const done = await box.run(["switch", "beta", "--yes"]);
    expect(done.code).toBe(1);
    expect(done.stderr).toMatch(/^Recovered \S+: rolled back[^\n]+\nError: [^\n]+ is not valid TOML/);
    expect(box.read("auth.json")).toContain(`"OPENAI_API_KEY": "${CANARY}-alpha"`);
    expect(pendingIn(box)).toEqual([]);
  });

  test("but not in another home", async () => {
    using box = await makeSandbox();
    cpSync(box.codex, join(box.home, "other"), { recursive: true, preserveTimestamps: true });
    const killed = await killHalfway(box, ["--home", "other"]);
    const done = await box.run(["switch", "beta", "--yes"]);
    expect(done.code).toBe(0);
    expect(done.stderr).not.toContain("Recovered");
    expect(pendingIn(box)).toEqual([killed]);
  });
});

describe("a command that only reads tells of it, once, and leaves it", () => {
  const TOLD =
    /^An earlier operation was interrupted; files may be half changed:\n {2}(\S+), codex: alpha -> beta\nNext: Run zcf recover; every command that writes does it first\.\n/;

  test(
    "whatever it is",
    async () => {
      using box = await makeSandbox();
      await box.run(["sessions", "sync", "--to", "beta", "--yes"]);
      const killed = await killHalfway(box);
      const before = box.digest();
      for (const args of READING) {
        const done = await box.run(args);
        const about = args.join(" ");
        expect(done.code, about).toBe(0);
        expect(TOLD.exec(done.stderr)?.[1], about).toBe(killed);
        expect(done.stderr.match(/interrupted/g), about).toHaveLength(1);
      }
      expect(box.digest()).toBe(before);
    },
    MANY_RUNS_MS,
  );

  test(
    "in JSON too",
    async () => {
      using box = await makeSandbox();
      await box.run(["sessions", "sync", "--to", "beta", "--yes"]);
      const killed = await killHalfway(box);
      const stores = [{ adapter: "codex", from: "alpha", to: "beta" }];
      for (const args of READING) {
        const done = await box.run([...args, "--json"]);
        expect(done, args.join(" ")).toMatchObject({ code: 0, stderr: "" });
        const told = parseLines(done.stdout).filter(({ type }) => type === "unfinished");
        expect(told, args.join(" ")).toMatchObject([{ operation: killed, stores }]);
      }
    },
    MANY_RUNS_MS,
  );

  test.each([[["list"]], [["status"]], [["switch", "beta", "--dry-run"]]])(
    "also where %s fails",
    async (args) => {
      using box = await makeSandbox();
      await killHalfway(box);
      box.write("config.toml", `${box.read("config.toml")}\n[broken\n`);
      const done = await box.run(args);
      expect(done.code).toBe(1);
      expect(done.stderr).toMatch(TOLD);
      expect(done.stderr).toMatch(/\nError: [^\n]+ is not valid TOML/);
    },
  );
});

describe("what cannot be ended", () => {
  /** The key was changed by somebody else since: neither side stands there. */
  async function stuck(): Promise<Sandbox & { readonly killed: string }> {
    const box = await makeSandbox();
    const killed = await killHalfway(box);
    box.write("auth.json", '{ "OPENAI_API_KEY": "sk-somebody-else" }\n');
    return { ...box, killed };
  }

  test(
    "keeps every command from writing: exit 4, with the journal and the files",
    async () => {
      using box = await stuck();
      // The first attempt clears away what was staged and is of no use to anybody.
      await box.run(["recover"]);
      const before = box.codexDigest();
      for (const args of [...WRITING, ["undo", "--yes"], ["recover"]]) {
        const done = await box.run(args);
        const about = args.join(" ");
        expect(done, about).toMatchObject({ code: 4, stdout: "" });
        expect(done.stderr, about).toContain(`${box.state}/operations/pending/${box.killed}`);
        expect(done.stderr, about).toContain(`${box.codex}/auth.json`);
        expect(done.stderr, about).toContain("zcf recover --abandon");
        expect(done.stderr, about).not.toContain("sk-somebody-else");
      }
      expect(box.codexDigest()).toBe(before);
      expect(pendingIn(box)).toEqual([box.killed]);
    },
    MANY_RUNS_MS,
  );

  test("in JSON is an error of kind unfinished", async () => {
    using box = await stuck();
    const done = await box.run(["switch", "beta", "--yes", "--json"]);
    expect(done.code).toBe(4);
    expect(parseLines(done.stdout).at(-1)).toMatchObject({
      type: "error",
      kind: "unfinished",
      code: "unfinished",
      params: { operation: box.killed, files: [`${box.codex}/auth.json`] },
      disk: "unfinished",
    });
  });

  test("is closed by recover --abandon, which leaves the file as it is", async () => {
    using box = await stuck();
    const done = await box.run(["recover", "--abandon"]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).toContain(`Closed ${box.killed}: what could not be taken back is left as it is.\n`);
    expect(done.stdout).toContain(
      `  Left alone, because it was changed by something else since: ${box.codex}/auth.json`,
    );
    expect(box.read("auth.json")).toContain("sk-somebody-else");
    expect(box.read("config.toml")).toContain('model_provider = "alpha"');
    expect(pendingIn(box)).toEqual([]);
    expect((await box.run(["history"])).stdout).toContain("abandoned: files may be half changed");
    expect((await box.run(["list"])).stderr).toBe("");
  });
});

test("recover tells in JSON what it ended, and of one home only where one is named", async () => {
  using box = await makeSandbox();
  const other = join(box.home, "other");
  cpSync(box.codex, other, { recursive: true, preserveTimestamps: true });
  const killed = await killHalfway(box);
  expect((await box.run(["recover", "--home", "other"])).stdout).toBe("Nothing to recover.\n");
  const lines = parseLines((await box.run(["recover", "--json"])).stdout);
  expect(lines.filter(({ type }) => type === "recovered")).toEqual([
    { v: 1, type: "recovered", operation: killed, state: "rolled-back", foreign: [] },
  ]);
});
