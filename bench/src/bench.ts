// What zcf costs on a made-up Codex home, next to a bare Node of the same run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Options, readOptions } from "./options.ts";
import { circumstances } from "./report/circumstances.ts";
import { table } from "./report/table.ts";
import { makeBenchHome } from "./scenario/bench-home.ts";
import { measure } from "./scenario/measure.ts";
import { copyProgram } from "./scenario/program.ts";
import { BARE, stepsOf } from "./scenario/steps.ts";

function bench(root: string, { cli, rounds, ...wanted }: Options): string {
  const program = copyProgram(cli, join(root, "program"));
  const place = makeBenchHome(root, wanted);
  const { home, facts } = place;
  const steps = stepsOf({ main: program.main, home, facts, providers: wanted.providers });
  const onRound = (done: number): void => console.error(`round ${done} of ${rounds}`);
  const series = measure({ steps, place, rounds, onRound });
  return `${circumstances(facts, program.version)}\n\n${table(series.summaries(), BARE.name)}`;
}

const options = readOptions(process.argv.slice(2));
const root = mkdtempSync(join(tmpdir(), "zcf-bench-"));
try {
  console.log(bench(root, options));
} finally {
  rmSync(root, { recursive: true });
}
