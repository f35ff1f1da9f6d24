import { isSwitchError, type StoreAdapter } from "@zcf/contract";
import type { ListedProviders, Switcher } from "@zcf/core";
import type { Draft, Reading } from "@zcf/import";
import type { Session } from "../session.ts";
import { pickHome } from "../stores/pick-home.ts";
import { pickTool } from "../stores/pick-tool.ts";
import { usageError } from "../usage/cli-code.ts";
import type { Candidate, Destination, Refused } from "./candidate.ts";
import { differences } from "./compare.ts";
import { fitting } from "./fitting.ts";
import type { ImportOptions } from "./import-options.ts";
import { trialProblem } from "./trial.ts";

export interface Found {
  readonly candidates: readonly Candidate[];
  readonly refused: readonly Refused[];
}

/** What a source has, beside what the homes have that it would go into. Throws `unknown-tool` (usage). */
export async function findCandidates(
  session: Session,
  switcher: Switcher,
  { reading, options }: { readonly reading: Reading; readonly options: ImportOptions },
): Promise<Found> {
  const named = options.tool === undefined ? null : pickTool(switcher.adapters, options.tool).id;
  const isMeant = (tool: string | null, id: string): boolean =>
    (named === null || tool === named) && (options.only.length === 0 || options.only.includes(id));
  const drafts = reading.drafts.filter(({ tool, id }) => isMeant(tool, id));
  const unusable = reading.unusable.filter(({ tool, origin }) => isMeant(tool, origin));
  requireThere(
    options.only,
    [...drafts.map(({ id }) => id), ...unusable.map(({ origin }) => origin)],
    reading,
  );
  const home = pickHome(session.runtime, options.home);
  const found: Found[] = [{ candidates: [], refused: unusable }];
  for (const tool of new Set(drafts.map((draft) => draft.tool))) {
    const own = drafts.filter((draft) => draft.tool === tool);
    found.push(await ofTool(switcher, { tool, home }, own));
  }
  return {
    candidates: found.flatMap(({ candidates }) => candidates),
    refused: found.flatMap(({ refused }) => refused),
  };
}

/** Throws `cli.import-not-there` (usage). */
function requireThere(only: readonly string[], found: readonly string[], { drafts }: Reading): void {
  const providers = only.filter((id) => !found.includes(id));
  if (providers.length === 0) return;
  throw usageError("cli.import-not-there", { providers, known: [...new Set(drafts.map(({ id }) => id))] });
}

interface ToolHome {
  readonly tool: string;
  readonly home: Destination["named"];
}

async function ofTool(switcher: Switcher, where: ToolHome, drafts: readonly Draft[]): Promise<Found> {
  const adapter = switcher.adapters.find(({ id, manage }) => id === where.tool && manage !== undefined);
  const listed = adapter === undefined ? [] : await listedIn(switcher, adapter, where.home);
  if (adapter === undefined || listed.length === 0)
    return { candidates: [], refused: drafts.map((draft) => missing(draft)) };
  const found: (Candidate | Refused)[] = [];
  for (const { store, providers } of listed) {
    const named = listed.length === 1 ? where.home : { home: store.home };
    const destination = { adapter, home: store.home, named, providers };
    for (const draft of drafts) {
      found.push(await judge(switcher, destination, fitting(draft, adapter)));
    }
  }
  return {
    candidates: found.filter((one) => "draft" in one),
    refused: found.filter((one) => "code" in one),
  };
}

/** None where the tool is not on this machine. */
async function listedIn(
  switcher: Switcher,
  adapter: StoreAdapter,
  home: Destination["named"],
): Promise<readonly ListedProviders[]> {
  try {
    return await switcher.providers({ tools: [adapter.id], ...home });
  } catch (error) {
    if (isSwitchError(error) && error.code === "home-missing" && home.home === undefined) return [];
    throw error;
  }
}

function missing({ tool, id }: Draft): Refused {
  return { tool, origin: id, code: "import.tool-missing", params: { tool } };
}

async function judge(
  switcher: Switcher,
  destination: Destination,
  draft: Draft,
): Promise<Candidate | Refused> {
  const { adapter, named, providers } = destination;
  const entry = providers.find(({ id }) => id === draft.id) ?? null;
  const key =
    entry?.hasKey === true ? await switcher.providerKey({ tool: adapter.id, id: entry.id, ...named }) : null;
  const differs = entry === null ? [] : differences(draft, adapter, { entry, key });
  const candidate = { destination, draft, existing: entry, differs };
  const problem = await trialProblem(switcher, candidate);
  if (problem === null) return candidate;
  const { code, params } = problem;
  return { tool: adapter.id, origin: draft.id, code, params };
}
