import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Asked, faultMatrix } from "@zcf/adapter-testkit";
import { file, message, meta, rolloutName, threadId } from "../sessions/testing/session-lines.ts";
import { codexScenario, longTest, switchTo, undo } from "../testing/deaths-scenario.ts";

/** Invariant 2 where the table is swapped: what the ledger was told before a write that was taken back does no harm. */
const CONFIG = `model_provider = "alpha"\n${["alpha", "beta"]
  .map(
    (id) =>
      `\n[model_providers.${id}]\nname = "${id}"\nbase_url = "http://${id}.test"\nrequires_openai_auth = true\ntemp_env_key = "${id}"\n`,
  )
  .join("")}`;
const AUTH = '{"OPENAI_API_KEY":"k-alpha","alpha":"k-alpha","beta":"k-beta"}';
const STEPS: readonly Asked[] = [
  switchTo("alpha", { sessions: "shared" }),
  switchTo("beta", { sessions: "shared" }),
  switchTo("alpha", { sessions: "off" }),
  switchTo("beta", { sessions: "off" }),
];

async function makeHome(home: string): Promise<void> {
  await mkdir(join(home, "sessions"), { recursive: true });
  await writeFile(join(home, "config.toml"), CONFIG);
  await writeFile(join(home, "auth.json"), AUTH);
  const lines = file(meta(threadId(1), "alpha"), message("hi"));
  await writeFile(join(home, "sessions", rolloutName(threadId(1))), lines);
}

for (const [step, request] of STEPS.entries()) {
  const earlier = STEPS.slice(0, step);
  faultMatrix(longTest, codexScenario(`shared, step ${step}`, { makeHome, earlier, request }));
  const back = { makeHome, earlier: [...earlier, request], request: undo };
  faultMatrix(longTest, codexScenario(`undo of shared, step ${step}`, back));
}
