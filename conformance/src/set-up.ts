import { tmpdir } from "node:os";
import { codexBinary } from "./binaries.ts";
import { claudeBinary } from "./claude/claude-binary.ts";
import { claudeVersionsUnderTest } from "./claude/claude-versions.ts";
import { HOME_PREFIX } from "./codex-home.ts";
import { sweepAbandoned } from "./sweep.ts";
import { versionsUnderTest } from "./versions.ts";

/** Vitest's global set-up: what interrupted runs left goes; every binary is there before the first suite's clock starts. */
export async function setup(): Promise<void> {
  await sweepAbandoned(tmpdir(), HOME_PREFIX);
  for (const version of versionsUnderTest()) await codexBinary(version);
  for (const version of claudeVersionsUnderTest()) await claudeBinary(version);
}
