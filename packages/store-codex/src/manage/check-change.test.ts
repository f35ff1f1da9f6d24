import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import { isSwitchError } from "@zcf/contract";
import { expect, test } from "vitest";
import { locate } from "../locate.ts";
import { checkChange } from "./check-change.ts";
import type { Change } from "./testing/provider-home.ts";

const CONFIG = `[model_providers.there]
name = "T"
base_url = "http://t.test/v1"

[model_providers.gcp]
project_id = "p"
`;

/** The code of what speaks against a change; `null` where nothing does. */
async function check(change: Change): Promise<unknown> {
  return withTemporaryDirectory(async (root) => {
    await mkdir(join(root, ".codex"));
    await writeFile(join(root, ".codex", "config.toml"), CONFIG);
    const view = await viewOf({});
    const [store] = await locate({ home: root, platform: "linux", variables: {} }, view);
    if (store === undefined) throw new Error("no store");
    return checkChange(store, view, { fields: {}, ...change }).then(
      () => null,
      (error: unknown) => (isSwitchError(error) ? error.code : error),
    );
  });
}

const url = (text: string): Pick<Change, "fields"> => ({ fields: { "base-url": text } });

test.each<readonly [Change, string | null]>([
  [{ change: "add", id: "new" }, null],
  [{ change: "add", id: "openai" }, "codex.id-reserved"],
  [{ change: "add", id: "a.b" }, "codex.id-form"],
  [{ change: "add", id: "There" }, "codex.id-taken"],
  [{ change: "add", id: "new", ...url("n.test") }, "codex.url-scheme"],
  [{ change: "add", id: "new", ...url("http://n.test/v1") }, null],
  [{ change: "add", id: "new", keyStore: "env", key: "not a name" }, "codex.variable-form"],
  [{ change: "add", id: "new", key: "sk a" }, "codex.key-form"],
  [{ change: "copy", id: "there", copyId: "there" }, "codex.id-taken"],
  [{ change: "copy", id: "there", copyId: "new" }, null],
  [{ change: "edit", id: "there" }, null],
  [{ change: "edit", id: "gone" }, "codex.unknown-target"],
  [{ change: "edit", id: "gcp" }, "codex.built-in-table"],
  [{ change: "edit", id: "there", ...url("http://t.test/v1?x=1") }, "codex.url-extra"],
  [{ change: "edit", id: "there", fields: { name: null } }, "codex.field-missing"],
])("%j: %s", async (change, code) => {
  expect(await check(change)).toBe(code);
});
