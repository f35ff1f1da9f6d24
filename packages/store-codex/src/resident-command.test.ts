import { expect, test } from "vitest";
import { isResident } from "./resident-command.ts";

test.each([
  "",
  "fix the tests",
  "resume --last",
  "-m gpt-5.5 --search",
  '-c model_provider="x" resume',
  "app-server",
  "app-server --listen unix:// --managed-daemon",
  "--profile exec",
  "mcp-server",
  "something-new",
])("stays: codex %s", (line) => {
  expect(isResident(line.split(" ").filter((word) => word !== ""))).toBe(true);
});

test.each([
  "exec hello",
  "-c a=b --model m e hello",
  "login --with-api-key",
  "logout",
  "doctor --json",
  "mcp list",
  "completion bash",
  "app-server daemon pid-update-loop",
  "-c a=b app-server daemon restart",
  "app-server generate-ts",
  "--version",
])("ends by itself: codex %s", (line) => {
  expect(isResident(line.split(" "))).toBe(false);
});
