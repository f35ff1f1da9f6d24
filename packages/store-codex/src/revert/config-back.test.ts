import { viewOf } from "@zcf/adapter-testkit";
import type { SwitchErrorInit } from "@zcf/contract";
import { applyHunks } from "@zcf/formats";
import { describe, expect, test } from "vitest";
import { configBack } from "./config-back.ts";

const bytes = (text: string | null): Uint8Array | null => (text === null ? null : Buffer.from(text));

/** What today's config becomes; `null` when it goes. */
async function back(before: string | null, after: string | null, now: string | null): Promise<string | null> {
  const view = await viewOf({});
  const contents = { before: bytes(before), after: bytes(after), now: bytes(now) };
  const [edit] = configBack(view, { file: view.path("/home/x/config.toml"), ...contents });
  if (edit === undefined) return now;
  if (edit.kind === "remove") return null;
  const next = edit.kind === "create" ? edit.content : applyHunks(bytes(now) ?? new Uint8Array(), edit.hunks);
  return Buffer.from(next).toString("utf8");
}

async function conflict(
  before: string | null,
  after: string | null,
  now: string | null,
): Promise<Partial<SwitchErrorInit>> {
  const error: unknown = await back(before, after, now).catch((thrown: unknown) => thrown);
  if (error instanceof Error && "params" in error) return error as Partial<SwitchErrorInit>;
  throw new Error("no conflict", { cause: error });
}

const P = (id: string): string => `model_provider = "${id}"\n`;
const TRUST = '\n[projects."/x"] # theirs\ntrust_level = "trusted"\n';

describe("model_provider", () => {
  test.each([
    ["a provider", `${P("a")}x = 1\n`, `${P("b")}x = 1\n`],
    ["a literal string with a comment", "model_provider = 'a' # c\n", "model_provider = 'b' # c\n"],
    ["official: the line became a comment", `# top\n${P("a")}`, `# top\n# ${P("a")}`],
    ["official: no line at all", "x = 1\n", `x = 1\n${P("a")}`],
    ["official, above a header", "# t\n[t]\na = 1\n", `${P("a")}\n# t\n[t]\na = 1\n`],
    ["official, a comment was taken into use", `# ${P("a")}x = 1\n`, `${P("a")}x = 1\n`],
    ["official, a comment of another one", `# model_provider = 'a' # c\n`, `model_provider = 'b' # c\n`],
    ["official, written out", P("openai"), P("a")],
    ["several comments, one of them taken into use", `# ${P("a")}# ${P("b")}`, `# ${P("a")}${P("b")}`],
    ["several comments that say the same", `# ${P("a")}${P("a")}`, `# ${P("a")}# ${P("a")}`],
    ["CRLF", '# top\r\nmodel_provider = "a"\r\n', '# top\r\n# model_provider = "a"\r\n'],
    ["a byte order mark", `\uFEFF${P("a")}`, `\uFEFF${P("b")}`],
  ])("%s: before and after, and what was added since stays", async (_name, before, after) => {
    expect(await back(before, after, after)).toBe(before);
    expect(await back(after, before, before)).toBe(after);
    expect(await back(before, after, after + TRUST)).toBe(before + TRUST);
    expect(await back(before, after, before + TRUST)).toBe(before + TRUST);
  });

  test("a comment that was there all along stays one", async () => {
    const now = `# ${P("b")}${P("b")}${TRUST}`;
    expect(await back(`# ${P("b")}`, `# ${P("b")}${P("b")}`, now)).toBe(`# ${P("b")}${TRUST}`);
  });

  test("somebody's own value is a conflict that names key and line", async () => {
    expect(await conflict(P("a"), P("b"), `# mine\n${P("c")}`)).toMatchObject({
      kind: "conflict",
      code: "codex.undo-changed",
      params: { file: "/home/x/config.toml", key: "model_provider", line: 2 },
    });
    expect(await conflict(P("a"), P("b"), "x = 1\n")).toMatchObject({ params: { line: 0 } });
    expect(await conflict("", P("b"), P("c"))).toMatchObject({ code: "codex.undo-changed" });
    expect(await conflict(P("a"), "", P("c"))).toMatchObject({ code: "codex.undo-changed" });
  });
});

describe("a file that came or went", () => {
  test("one that we created goes, unless something was added", async () => {
    expect(await back(null, P("a"), `${P("a")}\n`)).toBeNull();
    expect(await back(null, P("a"), `${P("a")}x = 1\n`)).toBe("x = 1\n");
  });

  test("one that is gone stays so where nothing is missing, and comes back where our part was a removal", async () => {
    expect(await back("x = 1\n", `x = 1\n${P("a")}`, null)).toBeNull();
    expect(await back(P("a"), `# ${P("a")}`, null)).toBe(P("a"));
    expect(await conflict(P("a"), P("b"), null)).toMatchObject({
      params: { key: "model_provider", line: 0 },
    });
  });

  test("one that we removed and that is there again gets our part", async () => {
    expect(await back(P("a"), null, `x = 1\n${TRUST}`)).toBe(`x = 1\n${P("a")}${TRUST}`);
  });

  test("what is no TOML today says where", async () => {
    expect(await conflict(P("a"), P("b"), "x = \n")).toMatchObject({ code: "codex.config-syntax" });
  });
});

describe("tables and other values", () => {
  const table = (id: string, url: string): string =>
    `[model_providers.${id}] # zcf\nname = "${id}"\nbase_url = "${url}"\n\n[model_providers.${id}.h]\nk = 1\n`;

  test("a swapped table is put back as it stood", async () => {
    const [before, after] = [`x = 1\n\n${table("zcf", "u1")}`, `x = 1\n\n${table("zcf", "u2")}`];
    expect(await back(before, after, after + TRUST)).toBe(before + TRUST);
  });

  test("one that came goes without a trace, one that went comes with its comments", async () => {
    const [without, having] = ["x = 1\n", `x = 1\n\n${table("zcf", "u1")}`];
    expect(await back(without, having, `y = 2\n${having}${TRUST}`)).toBe(`y = 2\nx = 1\n${TRUST}`);
    expect(await back(having, without, without + TRUST)).toBe(`${without}${TRUST}\n${table("zcf", "u1")}`);
  });

  test("a provider's table is whole or not at all", async () => {
    const [before, after] = [table("zcf", "u1"), table("zcf", "u2")];
    const now = after.replace("k = 1", "k = 2");
    expect(await conflict(before, after, now)).toMatchObject({
      params: { key: "model_providers.zcf", line: 1 },
    });
    expect(await conflict(before, after, null)).toMatchObject({ params: { key: "model_providers.zcf" } });
  });

  test("elsewhere each value is one of its own", async () => {
    const before = '[projects."/a"]\ntrust_level = "trusted"\n\n[t]\nlist = [1, 2] # two\nn = 1\n';
    const after = "[t]\nlist = [1]\nn = 1\n";
    const now = "[t]\nlist = [1] # one\nn = 3\nnew = true\n";
    expect(await back(before, after, now + TRUST)).toBe(
      `[t]\nlist = [1, 2] # one\nn = 3\nnew = true\n${TRUST}\n[projects."/a"]\ntrust_level = "trusted"\n`,
    );
    expect(await conflict(before, after, now.replace("[1]", "[4]"))).toMatchObject({
      params: { key: "t.list", line: 2 },
    });
  });

  test("the model, set and unset", async () => {
    const [before, after] = [`${P("a")}x = 1\n`, `${P("b")}x = 1\nmodel = "m"\n`];
    expect(await back(before, after, `${after}y = 2\n`)).toBe(`${before}y = 2\n`);
    expect(await back(after, before, `${before}y = 2\n`)).toBe(
      `${after.replace('model = "m"\n', "")}y = 2\nmodel = "m"\n`,
    );
  });

  test("a provider's table in an edit makes it sensitive; model_provider alone does not", async () => {
    const view = await viewOf({});
    const edit = (before: string, after: string) =>
      configBack(view, {
        file: view.path("/home/x/config.toml"),
        before: Buffer.from(before),
        after: Buffer.from(after),
        now: Buffer.from(after),
      })[0];
    expect(edit(table("zcf", "u1"), table("zcf", "u2"))).toMatchObject({ sensitive: true });
    expect(edit(P("a"), P("b"))).not.toHaveProperty("sensitive");
  });
});
