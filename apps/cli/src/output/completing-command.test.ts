import type { Request } from "@zcf/core";
import { expect, test } from "vitest";
import { completingCommand } from "./completing-command.ts";

const tools = ["codex"];

test.each<[Request, string]>([
  [{ tools, target: "beta" }, "zcf sessions sync"],
  [{ tools, target: "beta", home: "/h/my codex" }, "zcf sessions sync --home '/h/my codex'"],
  [
    { tools, target: "beta", sessions: "off", home: "/h" },
    "zcf switch beta --tool codex --sessions off --home /h",
  ],
  [{ tools, sync: "all" }, "zcf sessions sync"],
  [{ tools, sync: ["a", "b"], to: "beta" }, "zcf sessions sync --to beta --thread a --thread b"],
  [{ tools, restore: "all" }, "zcf sessions restore"],
  [{ undo: "op" }, "zcf undo op"],
  [{ tools, undo: "op", only: ["config", "auth"], home: "/h" }, "zcf undo op --only config,auth"],
  [{ fromBackup: "op" }, "zcf backup restore op"],
  [{ tools, restore: ["a"], home: "/h" }, "zcf sessions restore --thread a --home /h"],
  [
    { tools, providers: [{ change: "remove", id: "x", fields: {} }], home: "/h" },
    "zcf provider list --home /h",
  ],
  [{ tools, fix: "all" }, "zcf doctor --fix"],
])("%o", (request, command) => {
  expect(completingCommand({ request })).toBe(command);
});
