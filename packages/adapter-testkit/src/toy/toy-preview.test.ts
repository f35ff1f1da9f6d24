import { join } from "node:path";
import { createSwitcher, type Preview } from "@zcf/core";
import { expect, test } from "vitest";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { toy } from "./toy-adapter.ts";
import { makeToyHome } from "./toy-home.ts";

const TARGET = "a-long-target-name";

async function previews(secrets: readonly string[]): Promise<readonly Preview[]> {
  return withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), 1);
    const adapter = toy();
    const switcher = createSwitcher({
      adapters: [{ ...adapter, plan: async (...asked) => ({ ...(await adapter.plan(...asked)), secrets }) }],
      environment: { home: join(root, "home"), platform: "linux", variables: {} },
      stateHome: join(root, "state"),
    });
    const found: Preview[] = [];
    for await (const one of switcher.preview(await switcher.plan({ tools: ["toy"], target: TARGET })))
      found.push(one);
    return found;
  });
}

test("a change with a secret in it comes as a masked diff only", async () => {
  const [config] = await previews([TARGET]);
  expect(config).toMatchObject({ type: "file", hunks: null });
  expect(JSON.stringify(config)).not.toContain(TARGET);
});

test("a change without one comes as data, too", async () => {
  const [config] = await previews([]);
  expect(config).toMatchObject({ type: "file", hunks: [{ after: Buffer.from(TARGET) }] });
});
