import type { ProviderEntry } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import { canAsk } from "../apply/run-operation.ts";
import type { Session } from "../session.ts";
import { usageError } from "../usage/cli-code.ts";
import type { Candidate, Decision } from "./candidate.ts";
import { wouldSendKey } from "./change-of.ts";
import { differences } from "./compare.ts";
import type { ImportOptions, OnConflict } from "./import-options.ts";
import { suffixOf } from "./read-source.ts";

/**
 * What becomes of each candidate. Of those that differ from what is there somebody is asked, unless an option says it;
 * `--dry-run` leaves them alone.
 *
 * Throws `cli.import-conflicts` (usage) where nobody can be asked, and `cancelled`.
 */
export async function decide(
  session: Session,
  switcher: Switcher,
  { candidates, options }: { readonly candidates: readonly Candidate[]; readonly options: ImportOptions },
): Promise<readonly Decision[]> {
  const conflicts = candidates.filter(isConflict);
  const isAsked = canAsk(session, options) && !options.yes;
  if (conflicts.length > 0 && options.onConflict === undefined && !options.dryRun && !isAsked)
    throw usageError("cli.import-conflicts", { providers: conflicts.map(({ draft }) => draft.id) });
  const decisions: Decision[] = [];
  for (const candidate of candidates) {
    const action = await actionFor(session, candidate, options);
    const taken = idsBeside(candidate, candidates, decisions);
    const rename = { taken, suffix: suffixOf(options.source) };
    decisions.push(await decisionOf(switcher, { candidate, action }, rename));
  }
  return decisions;
}

/** Of the same tool in the same source: what they are called there, and what became of them so far. */
function idsBeside(
  candidate: Candidate,
  candidates: readonly Candidate[],
  decisions: readonly Decision[],
): ReadonlySet<string> {
  const isBeside = (one: Candidate): boolean =>
    one !== candidate && one.destination.adapter.id === candidate.destination.adapter.id;
  return new Set([
    ...candidates.filter(isBeside).map(({ draft }) => draft.id),
    ...decisions.filter((one) => isBeside(one.candidate)).map(({ id }) => id),
  ]);
}

function isConflict({ existing, differs }: Candidate): boolean {
  return existing !== null && differs.length > 0;
}

async function actionFor(
  session: Session,
  candidate: Candidate,
  { onConflict, dryRun }: ImportOptions,
): Promise<Decision["action"]> {
  if (candidate.existing === null) return "add";
  if (candidate.differs.length === 0) return "nothing";
  return onConflict ?? (dryRun ? "skip" : ask(session, candidate));
}

async function ask({ runtime, messages }: Session, candidate: Candidate): Promise<OnConflict> {
  const { isCancel, select } = await import("@clack/prompts");
  const { conflict } = messages.ui.import;
  const { draft, differs, destination } = candidate;
  const offered: readonly OnConflict[] = wouldSendKey(candidate)
    ? ["skip", "rename"]
    : ["skip", "rename", "replace"];
  const chosen = await select<OnConflict>({
    message: conflict.question(destination.adapter.name, draft.id, differs.join(messages.separator)),
    input: runtime.terminal.input,
    output: runtime.terminal.prompt,
    options: offered.map((value) => ({ value, label: conflict.actions[value] })),
  });
  if (isCancel(chosen)) throw new SwitchError({ kind: "cancelled", code: "cancelled" });
  return chosen;
}

async function decisionOf(
  switcher: Switcher,
  { candidate, action }: Omit<Decision, "id">,
  rename: Rename,
): Promise<Decision> {
  const { id } = candidate.draft;
  if (action === "rename") return renamedOf(switcher, candidate, rename);
  const isKept = action === "replace" && wouldSendKey(candidate);
  return isKept ? { candidate, action: "skip", id, reason: "import.key-stays" } : { candidate, action, id };
}

interface Rename {
  readonly suffix: string;
  readonly taken: ReadonlySet<string>;
}

/** A second import finds what the first one renamed, and leaves it. */
async function renamedOf(
  switcher: Switcher,
  candidate: Candidate,
  { suffix, taken }: Rename,
): Promise<Decision> {
  const { draft, destination } = candidate;
  for (let number = 1; ; number += 1) {
    const id = `${draft.id}-${suffix}${number === 1 ? "" : `-${number}`}`;
    if (taken.has(id)) continue;
    const entry = destination.providers.find((one) => one.id === id);
    if (entry === undefined) return { candidate, action: "rename", id };
    if (await isThere(switcher, candidate, entry)) return { candidate, action: "nothing", id };
  }
}

/** Under another name of course. */
async function isThere(
  switcher: Switcher,
  { draft, destination: { adapter, named } }: Candidate,
  entry: ProviderEntry,
): Promise<boolean> {
  const { name: _, ...fields } = draft.fields;
  const place = { tool: adapter.id, id: entry.id, ...named };
  const key = entry.hasKey ? await switcher.providerKey(place) : null;
  return differences({ ...draft, fields }, adapter, { entry, key }).length === 0;
}
