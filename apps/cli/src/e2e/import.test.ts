import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CANARY, makeSandbox, NO_SQLITE, parseLines, type Sandbox } from "../testing/sandbox.ts";
import { talkTo } from "../testing/talk-to.ts";

const PASSPHRASE = "correct horse battery";

/** Beta of the sandbox with another key, and one that is new. */
function exportIn(box: Sandbox): void {
  const provider = (id: string): object => ({
    tool: "codex",
    id,
    fields: { name: "Beta", "base-url": "https://api.beta.example/v1" },
    key: `${CANARY}-import`,
  });
  const providers = [provider("beta"), provider("fresh")];
  writeFileSync(join(box.home, "p.json"), JSON.stringify({ format: "zcf-providers", version: 1, providers }));
}

describe("on a terminal", () => {
  test("shows what there is, asks about what differs, then before it writes", async () => {
    using box = await makeSandbox();
    exportIn(box);
    const talk = talkTo(box, ["import", "p.json"]);
    await talk.sees('Codex has another "beta" (key). What should become of it?');
    talk.types("\u001b[B\u001b[B\r");
    await talk.sees("[y/N] ");
    talk.types("y\r");
    const { code, shown } = await talk.ends;
    expect(code).toBe(0);
    expect(shown).toMatch(/Codex +beta +https:\/\/api\.beta\.example\/v1 +yes +differs: key/);
    expect(shown).toMatch(/Codex +fresh +https:\/\/api\.beta\.example\/v1 +yes +new/);
    expect(shown).not.toContain(CANARY);
    expect(JSON.parse(box.read("auth.json"))).toMatchObject({ BETA_API_KEY: `${CANARY}-import` });
    expect(box.read("config.toml")).toContain("[model_providers.fresh]");
  });

  test("leaving the question, or a no, leaves everything as it is", async () => {
    using box = await makeSandbox();
    exportIn(box);
    const before = box.digest();
    const left = talkTo(box, ["import", "p.json"]);
    await left.sees("What should become of it?");
    left.types("\u0003");
    expect((await left.ends).code).toBe(130);
    const refused = talkTo(box, ["import", "p.json", "--on-conflict", "skip"]);
    await refused.sees("[y/N] ");
    refused.types("n\r");
    expect((await refused.ends).code).toBe(130);
    expect(box.digest()).toBe(before);
  });

  test("a no to the second tool does not say that nothing was changed", async () => {
    using box = await makeSandbox();
    mkdirSync(join(box.home, ".claude"));
    const fields = { "base-url": "https://fresh.example" };
    const providers = ["claude-code", "codex"].map((tool) => ({ tool, id: "fresh", fields, key: CANARY }));
    writeFileSync(
      join(box.home, "p.json"),
      JSON.stringify({ format: "zcf-providers", version: 1, providers }),
    );
    const talk = talkTo(box, ["import", "p.json"]);
    await talk.sees("[y/N] ");
    talk.types("y\r");
    await talk.sees("To take this back: zcf undo");
    await talk.sees('Codex: add provider "fresh"');
    talk.types("n\r");
    const { code, shown } = await talk.ends;
    expect(code).toBe(130);
    expect(shown).toContain("Not done: you said no. What was done before stands.");
    expect(readFileSync(join(box.home, ".ufomiao/zcf/config.toml"), "utf8")).toContain("fresh");
    expect(box.read("config.toml")).not.toContain("fresh");
  });

  test("a new passphrase is typed twice, an old one once, and never shown", async () => {
    using box = await makeSandbox();
    const talk = talkTo(box, ["provider", "export", "--with-keys", "-o", "p.age"]);
    await talk.sees("Passphrase that encrypts the keys");
    talk.types(`${PASSPHRASE}\r`);
    await talk.sees("The same passphrase again");
    talk.types(`${PASSPHRASE}\r`);
    const exported = await talk.ends;
    expect(exported).toMatchObject({ code: 0 });
    const back = talkTo(box, ["import", "p.age", "--dry-run"]);
    await back.sees("Passphrase of the file");
    back.types(`${PASSPHRASE}\r`);
    const imported = await back.ends;
    expect(imported.code).toBe(0);
    expect(imported.shown).toMatch(/Codex +gamma-longer .* same/);
    for (const { shown } of [exported, imported]) {
      expect(shown).not.toContain(PASSPHRASE);
      expect(shown).not.toContain(CANARY);
    }
  });

  test("two that differ write nothing", async () => {
    using box = await makeSandbox();
    const talk = talkTo(box, ["provider", "export", "--with-keys", "-o", "p.age"]);
    await talk.sees("Passphrase that encrypts the keys");
    talk.types("one\r");
    await talk.sees("The same passphrase again");
    talk.types("two\r");
    const { code, shown } = await talk.ends;
    expect(code).toBe(2);
    expect(shown).toContain("The two passphrases are not the same.");
    expect(readdirSync(box.home)).not.toContain("p.age");
  });
});

describe("the program", () => {
  test("imports what it exported: all the same, in machine output that holds no key", async () => {
    using box = await makeSandbox();
    const env = { PASSPHRASE };
    const written = await box.run(
      ["provider", "export", "--with-keys", "-o", "p.age", "--passphrase-env", "PASSPHRASE", "--json"],
      { env },
    );
    expect(parseLines(written.stdout)).toEqual([
      {
        v: 1,
        type: "export",
        providers: ["codex/alpha", "codex/beta", "codex/gamma-longer"],
        encrypted: true,
        file: join(box.home, "p.age"),
        document: null,
      },
    ]);
    const file = join(box.home, "p.age");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).not.toContain(CANARY);
    const before = box.codexDigest();
    const done = await box.run(["import", "p.age", "--passphrase-env", "PASSPHRASE", "--yes", "--json"], {
      env,
    });
    expect(done).toMatchObject({ code: 0, stderr: "" });
    const lines = parseLines(done.stdout);
    expect(lines.filter(({ type }) => type === "import").map(({ id, status }) => [id, status])).toEqual([
      ["alpha", "same"],
      ["beta", "same"],
      ["gamma-longer", "same"],
    ]);
    expect(lines.at(-1)).toMatchObject({ type: "result", outcome: "nothing", operation: null });
    expect(box.codexDigest()).toBe(before);
    expect(written.stdout + done.stdout).not.toContain(CANARY);
  });

  test("says that it needs SQLite for a database, and for nothing else", async () => {
    using box = await makeSandbox();
    writeFileSync(join(box.home, "cc.db"), "SQLite format 3\0");
    const { code, stderr } = await box.run(["import", "cc.db", "--dry-run"], { nodeArgs: NO_SQLITE });
    expect(code).toBe(1);
    expect(stderr).toContain("SQLite");
    exportIn(box);
    const other = await box.run(["import", "p.json", "--dry-run"], { nodeArgs: NO_SQLITE });
    expect(other.code).toBe(0);
  });
});
