import { expect, test } from "vitest";
import { contentOf } from "./content.ts";
import { exportText } from "./export-file.ts";
import { fileOf } from "./testing/source-file.ts";

test.each([
  [exportText([]), "export"],
  ["age-encryption.org/v1\n-> scrypt x 18\n", "encrypted"],
  ["-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", "encrypted"],
  ["SQLite format 3\0\u0010", "database"],
  [{ version: 2, claude: { providers: {}, current: "" } }, "cc-switch"],
  [{ Providers: [], Router: {} }, "router"],
  ["{ // mine\n Providers: [], }", "router"],
  ["{ // mine\n env: {}, }", null],
  [{ profiles: { glm: "~/x" } }, "ccs"],
  [{ currentProfileId: "work", profiles: {} }, "zcf"],
  [{ env: {} }, "claude"],
  ["[claudeCode]\nenabled = true\n", "zcf"],
  ["[model_providers.a]\nname = 'A'\n", "codex"],
  ["version: 13\nprofiles:\n  a: {}\n", "ccs"],
  [{}, null],
  ["", null],
  ["hello", null],
  ["\u0000\u0001", null],
  [[1, 2], null],
])("%j is %s", (content, expected) => {
  expect(contentOf(fileOf(content))).toBe(expected);
});
