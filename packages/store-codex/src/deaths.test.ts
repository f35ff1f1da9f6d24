import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { faultMatrix, isSqliteSidecar, readTree, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "./adapter.ts";
import { file, message, meta, rolloutName, settings, threadId } from "./sessions/testing/session-lines.ts";
import { codexScenario, longTest, switchTo, undo } from "./testing/deaths-scenario.ts";

/** Invariant 2, for every kind of write that a switch of a Codex home makes. */
const LONGER = "a_much_longer_provider_id";
const THEN = new Date("2025-01-02T03:04:05Z");

const CONFIG = `# mine\r\nmodel_provider = "alpha" # now\r\nmodel = "gpt-5.5"\r\n${["alpha", "beta", LONGER]
  .map(
    (id) =>
      `\r\n[model_providers.${id}]\r\nname = "${id}"\r\nbase_url = "http://127.0.0.1:1/${id}"\r\nrequires_openai_auth = true\r\ntemp_env_key = "${id}_KEY"\r\n`,
  )
  .join("")}`;
const AUTH = `{\n  "OPENAI_API_KEY": "sk-alpha",\n  "alpha_KEY": "sk-alpha",\n  "beta_KEY": "sk-beta",\n  "${LONGER}_KEY": "sk-longer"\n}\n`;

/** Two threads that stay in place or grow, one of them archived, one with rows in two places, and one already there. */
const SESSIONS: Readonly<Record<string, string>> = {
  [`sessions/2026/11/23/${rolloutName(threadId(1))}`]: file(
    meta(threadId(1), "alpha"),
    message("hello"),
    settings("alpha"),
    message("again"),
  ),
  [`archived_sessions/${rolloutName(threadId(2))}`]: file(meta(threadId(2), "alpha"), message("old")),
  [`sessions/2026/11/23/${rolloutName(threadId(3))}`]: file(meta(threadId(3), "beta"), message("other")),
};

async function makeHome(home: string): Promise<void> {
  await mkdir(join(home, "sessions/2026/11/23"), { recursive: true });
  await mkdir(join(home, "archived_sessions"));
  await mkdir(join(home, "thread-writer-locks"));
  await mkdir(join(home, "sqlite"));
  const files = {
    "config.toml": CONFIG,
    "auth.json": AUTH,
    "auth.lock": "",
    "thread-writer-locks/.coordination.lock": "",
    ...SESSIONS,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(home, name), text, { mode: name === "auth.json" ? 0o600 : 0o644 });
    await utimes(join(home, name), THEN, THEN);
  }
  makeIndex(join(home, "state_5.sqlite"));
  makeIndex(join(home, "sqlite/state_5.sqlite"));
}

function makeIndex(path: string): void {
  const database = new DatabaseSync(path);
  database.exec("CREATE TABLE threads (id TEXT PRIMARY KEY, model_provider TEXT NOT NULL)");
  const insert = database.prepare("INSERT INTO threads VALUES (?, ?)");
  for (const [id, provider] of [
    [1, "alpha"],
    [2, "alpha"],
    [3, "beta"],
  ] as const)
    insert.run(threadId(id), provider);
  database.close();
}

/** A thread is its file and its rows, in both databases. */
function setOf(entry: string): string | undefined {
  if (entry === "config.toml" || entry === "auth.json") return "required";
  return /01a205c5-0000-7000-8000-\d{12}/.exec(entry)?.[0];
}

const common = { makeHome, setOf };

test.each(["beta", LONGER])("a switch to %s moves what it should, and takes no lock file along", (target) =>
  withTemporaryDirectory(async (root) => {
    const home = join(root, "home");
    await makeHome(home);
    const names = async () => [...(await readTree(home, { skip: isSqliteSidecar })).keys()];
    const before = await names();
    const switcher = createSwitcher({
      adapters: [codex()],
      environment: { home: root, platform: "linux", variables: { CODEX_HOME: home } },
      stateHome: join(root, "zcf"),
    });
    const report = await switcher.apply(await switcher.plan({ tools: ["codex"], target }));
    expect(report.stores[0]).toMatchObject({
      applied: { sessions: target === "beta" ? 2 : 3 },
      skipped: [],
    });
    expect(await names()).toEqual(before);
    for (const name of ["state_5.sqlite", "sqlite/state_5.sqlite"]) {
      const database = new DatabaseSync(join(home, name), { readOnly: true });
      const rows = database.prepare("SELECT DISTINCT model_provider FROM threads").all();
      database.close();
      expect(rows.map((row) => row["model_provider"])).toEqual([target]);
    }
  }),
);

for (const target of ["beta", LONGER]) {
  faultMatrix(longTest, codexScenario(`a switch to ${target}`, { ...common, request: switchTo(target) }));
  faultMatrix(
    longTest,
    codexScenario(`undo of a switch to ${target}`, {
      ...common,
      earlier: [switchTo(target)],
      request: undo,
    }),
  );
}

const sync = { tools: ["codex"], sync: "all", to: LONGER } as const;
const restore = { tools: ["codex"], restore: "all" } as const;

faultMatrix(
  longTest,
  codexScenario("sessions that follow alone", {
    ...common,
    earlier: [switchTo(LONGER, { sessions: "off" })],
    request: sync,
  }),
  { kinds: ["deaths", "cancellations"] },
);

faultMatrix(
  longTest,
  codexScenario("sessions that are given back", { ...common, earlier: [switchTo(LONGER)], request: restore }),
  { kinds: ["deaths", "cancellations"] },
);
