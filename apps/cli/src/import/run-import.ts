import type { Switcher } from "@zcf/core";
import type { Reading } from "@zcf/import";
import { requireConsent, runOperation } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { settleStores } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { pickHome } from "../stores/pick-home.ts";
import { pickTool } from "../stores/pick-tool.ts";
import type { Decision } from "./candidate.ts";
import { changeOf } from "./change-of.ts";
import { decide } from "./decide.ts";
import { findCandidates } from "./find-candidates.ts";
import type { ImportOptions } from "./import-options.ts";
import { byHome } from "./import-plan.ts";
import { readSource } from "./read-source.ts";

/** `zcf import`: providers of another tool, or of a file, one operation for each home. */
export async function runImport(session: Session, options: ImportOptions): Promise<ExitCode> {
  requireConsent(session, options);
  const reading = await readSource(session, options);
  const running = { session, switcher: await session.openSwitcher(), options };
  // One home cannot be that of several tools.
  if (options.home !== undefined) pickTool(running.switcher.adapters, options.tool);
  await settle(running, reading);
  // Each provider is tried alone, and nobody wants to hear of each.
  const quiet = await session.openSwitcher(() => {});
  const { candidates, refused } = await findCandidates(session, quiet, { reading, options });
  session.output.importFound({ candidates, refused }, options.dryRun);
  const decisions = await decide(session, quiet, { candidates, options });
  const homes = byHome(decisions.filter((decision) => changeOf(decision) !== null));
  session.output.importDecided({ decisions, refused }, homes.length === 0);
  return applyAll(running, homes);
}

interface Running {
  readonly session: Session;
  readonly switcher: Switcher;
  readonly options: ImportOptions;
}

async function settle({ session, switcher, options }: Running, { drafts }: Reading): Promise<void> {
  const home = pickHome(session.runtime, options.home);
  for (const adapter of switcher.adapters) {
    if (drafts.some(({ tool }) => tool === adapter.id))
      await settleStores({ session, switcher, options }, { adapter, ...home });
  }
}

/** A home that somebody says no to, or that fails, ends it: what was done before stands, and can be undone. */
async function applyAll(running: Running, homes: readonly (readonly Decision[])[]): Promise<ExitCode> {
  let worst: ExitCode = EXIT.done;
  for (const [index, decisions] of homes.entries()) {
    const code = await applyOne({ ...running, follows: index > 0 }, decisions);
    if (code === EXIT.cancelled) return code;
    if (code !== EXIT.done) worst = code;
  }
  return worst;
}

async function applyOne(
  running: Running & { readonly follows: boolean },
  decisions: readonly Decision[],
): Promise<ExitCode> {
  const [first] = decisions;
  if (first === undefined) return EXIT.done;
  const { adapter, named } = first.candidate.destination;
  const providers = decisions.map(changeOf).filter((change) => change !== null);
  const operation = await running.switcher.plan({ tools: [adapter.id], providers, ...named });
  return runOperation(running, operation);
}
