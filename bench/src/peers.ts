// zcf beside other tools that switch Codex, on copies of the same made-up home in one run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOptions } from "./options.ts";
import { compare } from "./peers/compare.ts";
import { installPeers } from "./peers/install-peers.ts";
import { peersTables } from "./peers/peers-table.ts";
import { toolsOf } from "./peers/tools.ts";
import { circumstances } from "./report/circumstances.ts";
import { makeBenchHome } from "./scenario/bench-home.ts";
import { copyProgram } from "./scenario/program.ts";

const { cli, rounds, ...wanted } = readOptions(process.argv.slice(2));
const root = mkdtempSync(join(tmpdir(), "zcf-peers-"));
try {
  const program = copyProgram(cli, join(root, "program"));
  const tools = toolsOf(program.main, program.version, installPeers(join(root, "peers")));
  const place = makeBenchHome(root, wanted);
  const compared = await compare({ place, tools, rounds, providers: wanted.providers });
  console.log(`${circumstances(place.facts, program.version)}\n\n${peersTables(compared)}`);
} finally {
  rmSync(root, { recursive: true });
}
