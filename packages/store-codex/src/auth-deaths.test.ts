import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { faultMatrix, type Scenario } from "@zcf/adapter-testkit";
import { ENTRIES, home, LOGIN } from "./testing/auth-home.ts";
import { codexScenario, longTest, switchTo, undo } from "./testing/deaths-scenario.ts";

/** Invariants 2 and 9 where files of keys come and go: config, `auth.json` and our own are one set. */
type Files = ReturnType<typeof home>;

function makeHome(files: Files): Scenario["makeHome"] {
  return async (directory) => {
    for (const [name, text] of Object.entries(files))
      await writeFile(join(directory, name), text, { mode: name === "auth.json" ? 0o600 : 0o644 });
  };
}

function setOf(entry: string): string | undefined {
  return ["config.toml", "auth.json", "zcf-keys.json"].includes(entry) ? "required" : undefined;
}

const OWN_KEY = makeHome(home(null, { OPENAI_API_KEY: "sk-official", ...ENTRIES }));
const LOGGED_IN = makeHome(home(null, { ...LOGIN, ...ENTRIES }));
const KEYS_ALONE = makeHome(home("alpha", { OPENAI_API_KEY: "sk-alpha", ...ENTRIES }));

const SCENARIOS: Readonly<Record<string, Omit<Scenario, "name" | "adapters" | "environment">>> = {
  "an official key that has to wait in a file of ours": { makeHome: OWN_KEY, request: switchTo("alpha") },
  "an official key that comes back": {
    makeHome: OWN_KEY,
    earlier: [switchTo("alpha")],
    request: switchTo("official"),
  },
  "a login that gives way": { makeHome: LOGGED_IN, request: switchTo("beta") },
  "a login that comes back": {
    makeHome: LOGGED_IN,
    earlier: [switchTo("beta")],
    request: switchTo("official"),
  },
  "auth.json that goes": { makeHome: KEYS_ALONE, request: switchTo("official") },
  "auth.json that is made again": {
    makeHome: KEYS_ALONE,
    earlier: [switchTo("official")],
    request: switchTo("beta"),
  },
};

for (const [name, rest] of Object.entries(SCENARIOS)) {
  faultMatrix(longTest, codexScenario(name, { setOf, ...rest }));
  const earlier = [...(rest.earlier ?? []), rest.request];
  faultMatrix(longTest, codexScenario(`undo: ${name}`, { setOf, ...rest, earlier, request: undo }));
}

faultMatrix(
  longTest,
  codexScenario("files put back from the record of a switch", {
    setOf,
    makeHome: OWN_KEY,
    earlier: [switchTo("alpha")],
    request: ([done]) => ({ fromBackup: done?.operation ?? "" }),
  }),
);
