#!/usr/bin/env node
import process from "node:process";
import { version } from "./version.ts";

// What a shell sees if anything below never comes to its end.
process.exitCode = 70;

/** `--version` answers before anything else is loaded. */
async function main(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-v")) {
    process.stdout.on("error", () => {}).write(`${version()}\n`);
    return 0;
  }
  const [{ run }, { processRuntime }] = await Promise.all([
    import("./run.ts"),
    import("./runtime/process-runtime.ts"),
  ]);
  return run(argv, processRuntime());
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
