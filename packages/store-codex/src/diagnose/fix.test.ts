import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { differences, readTree, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher, nodeDisk, type Preview, type Report, type Request, type Switcher } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "../adapter.ts";
import { makeSick, SICK } from "./testing/all-sick.ts";
import { auth, home, LOGIN, OWN, SECRETS, session, stored, withRow } from "./testing/sick-home.ts";

const FIXED = `# profile = "work" # mine
model_provider = "q"
model = "m"

${OWN}
# q's own
[model_providers.q]
base_url = "http://q.test/v1" # mine
wire_api = "responses"
requires_openai_auth = true
name = "q"
`;

interface World {
  readonly place: string;
  readonly switcher: Switcher;
  readonly apply: (request: Request) => Promise<Report>;
  readonly checks: () => Promise<readonly string[]>;
  readonly tree: () => ReturnType<typeof readTree>;
}

async function withHome(
  make: (place: string) => Promise<void>,
  use: (world: World) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (root) => {
    const place = join(root, "home");
    const disk = await nodeDisk();
    await make(place);
    const switcher = createSwitcher({
      adapters: [codex()],
      environment: { home: root, platform: "other", variables: { CODEX_HOME: place } },
      stateHome: join(root, "state"),
      disk: { ...disk, probe: () => ({ holders: async () => [] }), processes: async () => [] },
    });
    const skip = (name: string): boolean => name.includes(".sqlite") || name.includes("thread-writer-locks");
    await use({
      place,
      switcher,
      apply: async (request) => switcher.apply(await switcher.plan(request)),
      checks: async () =>
        (await switcher.diagnose()).stores.flatMap(({ findings }) => findings.map(({ check }) => check)),
      tree: () => readTree(place, { skip }),
    });
  });
}

const ALL: Request = { tools: ["codex"], fix: "all" };

test("all that can be fixed is fixed, in one edit for each file, and undone to the byte", async () => {
  await withHome(makeSick, async ({ place, apply, checks, tree }) => {
    const before = await tree();
    expect(await checks()).toEqual([
      "codex.auth-open",
      "codex.base-url-endpoint",
      "codex.config-open",
      "codex.drift-auth-mode",
      "codex.earlier-fields",
      "codex.legacy-profile",
      "codex.name-missing",
      "codex.sessions-orphaned",
      "codex.token-malformed",
      "codex.wire-api",
    ]);
    await apply(ALL);
    expect(await readFile(join(place, "config.toml"), "utf8")).toBe(FIXED);
    expect((await stat(join(place, "config.toml"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(place, "auth.json"))).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(join(place, "zcf-keys.json"), "utf8"))).toMatchObject({
      providers: { q: { entry: "Q_KEY", model: "m" } },
    });
    expect(JSON.parse(await readFile(join(place, "auth.json"), "utf8"))).toMatchObject({
      auth_mode: "apikey",
    });
    expect(await checks()).toEqual([]);
    await apply({ undo: "last", force: true });
    expect(differences(before, await tree())).toEqual([]);
  });
});

test("no preview of a fix shows a secret, and it says which mode a file gets", async () => {
  await withHome(makeSick, async ({ switcher }) => {
    const shown: Preview[] = [];
    for await (const change of switcher.preview(await switcher.plan(ALL))) shown.push(change);
    const text = JSON.stringify(shown, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString() : value,
    );
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(text).toContain("old mode 0644\\nnew mode 0600");
    expect(text).toContain('wire_api = \\"responses\\"');
  });
});

test("a shared table follows the table that it is a copy of", async () => {
  await withHome(home({}), async ({ place, apply, checks }) => {
    await apply({ tools: ["codex"], target: "p", sessions: "shared" });
    const file = join(place, "config.toml");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replaceAll("http://p.test/v1", "http://p.test/v1/responses"));
    expect(await checks()).toEqual(["codex.base-url-endpoint"]);
    await apply(ALL);
    expect(await readFile(file, "utf8")).toBe(text);
    expect(await checks()).toEqual([]);
  });
});

test("what can be fixed beside a file that nobody can read is fixed", async () => {
  const make = home({ "config.toml": "model = \n", ...auth(LOGIN) }, { "auth.json": 0o644 });
  await withHome(make, async ({ place, apply, checks, tree }) => {
    const before = await tree();
    expect(await checks()).toEqual(["codex.auth-open", "codex.config-syntax"]);
    await apply(ALL);
    expect(await checks()).toEqual(["codex.config-syntax"]);
    expect((await stat(join(place, "auth.json"))).mode & 0o777).toBe(0o600);
    await writeFile(join(place, "config.toml"), "");
    await apply({ undo: "last" });
    expect((await tree()).get("auth.json")).toEqual(before.get("auth.json"));
  });
});

test("a check that the home does not have, or that nobody knows, changes nothing", async () => {
  await withHome(makeSick, async ({ switcher, tree }) => {
    const before = await tree();
    const operation = await switcher.plan({ tools: ["codex"], fix: ["codex.keys-open", "codex.nonsense"] });
    expect(operation.stores[0]?.plan.required).toEqual([]);
    expect((await switcher.apply(operation)).outcome).toBe("nothing");
    expect(differences(before, await tree())).toEqual([]);
  });
});

test("only what was asked for is fixed", async () => {
  await withHome(makeSick, async ({ place, apply }) => {
    await apply({ tools: ["codex"], fix: ["codex.wire-api"] });
    expect(await readFile(join(place, "config.toml"), "utf8")).toBe(SICK.replace('"chat"', '"responses"'));
    expect((await stat(join(place, "config.toml"))).mode & 0o777).toBe(0o644);
  });
});

test("sessions that are out of step go each their own way", async () => {
  const make = withRow(
    "q",
    home({ "config.toml": `model_provider = "p"\n${OWN}${stored("q")}`, ...session("q") }),
  );
  await withHome(make, async ({ apply, checks, tree }) => {
    const before = await tree();
    expect(await checks()).toEqual(["codex.drift-sessions"]);
    const report = await apply(ALL);
    expect(report.stores).toMatchObject([{ applied: { sessions: 1 } }]);
    expect(await checks()).toEqual([]);
    await apply({ undo: "last" });
    expect(differences(before, await tree())).toEqual([]);
  });
});
