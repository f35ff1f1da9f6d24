import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { faultMatrix, type Scenario } from "@zcf/adapter-testkit";
import type { ProviderChange } from "@zcf/contract";
import { codexScenario, longTest, undo } from "./testing/deaths-scenario.ts";

/** Invariant 2 where a provider comes, and where the key of the one in use moves: table and key are one set. */
const LOGIN = {
  auth_mode: "apikey",
  OPENAI_API_KEY: "sk-x",
  X_KEY: "sk-x",
  tokens: { access_token: "eyJ.a" },
};
const FILES: Readonly<Record<string, string>> = {
  "config.toml": `model_provider = "x" # now\n\n[model_providers.x]\nname = "X"\nbase_url = "http://127.0.0.1:1"\nrequires_openai_auth = true\ntemp_env_key = "X_KEY"\n`,
  "auth.json": JSON.stringify(LOGIN, null, 2),
  "auth.lock": "",
};

const makeHome: Scenario["makeHome"] = async (home) => {
  for (const [name, text] of Object.entries(FILES))
    await writeFile(join(home, name), text, { mode: name === "auth.json" ? 0o600 : 0o644 });
};

function setOf(entry: string): string | undefined {
  return ["config.toml", "auth.json", "zcf-keys.json"].includes(entry) ? "required" : undefined;
}

const fields = { "base-url": "http://127.0.0.1:2" };
const CHANGES: Readonly<Record<string, ProviderChange>> = {
  "a token that comes into a file that others can read": { change: "add", id: "y", fields, key: "sk-y" },
  "the key in use that moves": { change: "edit", id: "x", fields: {}, keyStore: "bearer" },
};

for (const [name, change] of Object.entries(CHANGES)) {
  const request = { tools: ["codex"], providers: [change] };
  faultMatrix(longTest, codexScenario(name, { makeHome, setOf, request }));
  faultMatrix(
    longTest,
    codexScenario(`undo: ${name}`, { makeHome, setOf, earlier: [request], request: undo }),
  );
}
