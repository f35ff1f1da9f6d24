import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { faultyDisk, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { createSwitcher, type Disk, nodeDisk, type Switcher, type SwitchRequest } from "@zcf/core";
import { expect, test } from "vitest";
import { codex } from "../adapter.ts";
import { file, message, meta, rolloutName, threadId } from "../sessions/testing/session-lines.ts";

/** Invariant 2 where the table is swapped: what the ledger was told before a write that was taken back does no harm. */
const CONFIG = `model_provider = "alpha"\n${["alpha", "beta"]
  .map(
    (id) =>
      `\n[model_providers.${id}]\nname = "${id}"\nbase_url = "http://${id}.test"\nrequires_openai_auth = true\ntemp_env_key = "${id}"\n`,
  )
  .join("")}`;
const AUTH = '{"OPENAI_API_KEY":"k-alpha","alpha":"k-alpha","beta":"k-beta"}';
const STEPS: readonly Omit<SwitchRequest, "tools">[] = [
  { target: "alpha", sessions: "shared" },
  { target: "beta", sessions: "shared" },
  { target: "alpha", sessions: "off" },
  { target: "beta", sessions: "off" },
];

function switcherOn(root: string, disk?: Disk): Switcher {
  return createSwitcher({
    adapters: [codex()],
    environment: { home: root, platform: "linux", variables: { CODEX_HOME: join(root, "home") } },
    stateHome: join(root, "zcf"),
    ...(disk === undefined ? {} : { disk }),
  });
}

async function makeHome(root: string): Promise<void> {
  const home = join(root, "home");
  await mkdir(join(home, "sessions"), { recursive: true });
  await writeFile(join(home, "config.toml"), CONFIG);
  await writeFile(join(home, "auth.json"), AUTH);
  const lines = file(meta(threadId(1), "alpha"), message("hi"));
  await writeFile(join(home, "sessions", rolloutName(threadId(1))), lines);
}

async function take(root: string, step: number, disk?: Disk): Promise<unknown> {
  const request = STEPS[step];
  if (request === undefined) throw new Error("no such step");
  const switcher = switcherOn(root, disk);
  return switcher.apply(await switcher.plan({ tools: ["codex"], ...request }));
}

/** Config and key, and what is in use according to zcf. */
async function standing(root: string): Promise<readonly string[]> {
  const [found] = await switcherOn(root).inspect({ tools: ["codex"] }, "targets");
  const files = ["config.toml", "auth.json"].map((name) => readFile(join(root, "home", name), "utf8"));
  return [String(found?.state.current), ...(await Promise.all(files))];
}

async function homeAt(root: string, step: number): Promise<void> {
  await makeHome(root);
  for (let done = 0; done < step; done += 1) await take(root, done);
}

test.each(STEPS.map((_, step) => step))(
  "step %i, killed before every call",
  { timeout: 240_000 },
  async (step) => {
    const { before, after, calls } = await withTemporaryDirectory(async (root) => {
      await homeAt(root, step);
      const first = await standing(root);
      const counting = faultyDisk(await nodeDisk(), null);
      await take(root, step, counting.disk);
      return { before: first, after: await standing(root), calls: counting.calls.length };
    });
    for (let call = 0; call < calls; call += 1) {
      await withTemporaryDirectory(async (root) => {
        await homeAt(root, step);
        const fault = { call, moment: "before", failure: "death" } as const;
        await expect(take(root, step, faultyDisk(await nodeDisk(), fault).disk)).rejects.toThrow();
        await switcherOn(root).recover();
        expect([before, after]).toContainEqual(await standing(root));
        await take(root, step);
        // The table may be gone now: the sessions had left it before the death.
        const [current, , key] = await standing(root);
        expect([current, key]).toEqual([after[0], after[2]]);
      });
    }
  },
);
