import type { FileEdit, Goal, MadeChange, Plan, StoreAdapter } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { OWN_GROUP } from "../admit/own-group.ts";
import type { Context } from "../context.ts";
import { type Intent, locate, type Place, type Resolved } from "../operation/make-plan.ts";
import type { UndoRequest } from "../request.ts";
import { putBack } from "../state/replaced.ts";
import { findUndone } from "./find-undone.ts";
import { type Made, readMade } from "./made.ts";
import { madeUnits } from "./made-units.ts";
import { relocate } from "./relocate.ts";
import { exactEdit, requiredKept, requiredNow, withMode } from "./required-now.ts";

/**
 * What it takes to undo an operation, in every store it was about.
 *
 * @throws SwitchError as {@link findUndone}; `unknown-group` (usage) for one that none of its tools has; `undo-dropped`.
 */
export async function resolveUndo(context: Context, request: UndoRequest): Promise<Resolved> {
  requireGroups(request.only ?? [], context.registry.adapters);
  const { id } = await findUndone(context, request);
  const intents: Intent[] = [];
  for (const made of await readMade(context, id)) {
    const place = await placeOf(context, made);
    intents.push(intentOf(context, { place, made: relocate(made, place.store.home), request }));
  }
  requireGroups(
    request.only ?? [],
    intents.map(({ place }) => place.adapter),
  );
  return { request: { ...request, undo: id }, purpose: { goal: "revert", of: id }, intents };
}

interface Undoing {
  readonly place: Place;
  readonly made: Made;
  readonly request: UndoRequest;
}

/**
 * The store whose home was noted, also where that was moved since and a link leads there. Throws `home-missing` of the
 * adapter where it is gone.
 */
export async function placeOf(context: Context, { note }: Pick<Made, "note">): Promise<Place> {
  const places = await locate(context, [note.adapter], note.home);
  const home = await context.disk.resolve(note.home);
  for (const place of places) if ((await context.disk.resolve(place.store.home)) === home) return place;
  throw new SwitchError({
    kind: "environment",
    code: "unreadable",
    params: { file: note.home, system: "ENOENT" },
  });
}

function requireGroups(only: readonly string[], adapters: readonly StoreAdapter[]): void {
  const declared = adapters.flatMap(({ groups }) => groups.map(({ id }) => id));
  const known = [...new Set([...declared, OWN_GROUP.id])];
  const group = only.find((one) => !known.includes(one));
  if (group === undefined) return;
  throw new SwitchError({ kind: "usage", code: "unknown-group", params: { group, known } });
}

function intentOf(context: Context, undoing: Undoing): Intent {
  const { place, made, request } = undoing;
  const { note } = made;
  const isAsked = (group: string): boolean => request.only?.includes(group) ?? true;
  const isWhole = made.steps.every(({ group }) => isAsked(group));
  const to = note.to !== null && isWhole ? note.from : null;
  return {
    place,
    to,
    goal: async (view) => ({
      kind: "revert",
      files: await filesNow(context, made, isAsked),
      units: () => madeUnits(context.disk, made, { isAsked, view }),
      force: request.force === true,
      exact: request.exact === true,
    }),
    complete: async (plan, goal, view) => {
      const ledger = isWhole ? await putBack(made.ledger, view) : [];
      return { ...plan, required: requiredOf(plan, made, goal), remember: [...plan.remember, ...ledger] };
    },
  };
}

async function filesNow(
  { disk }: Context,
  { steps, operation }: Made,
  isAsked: (group: string) => boolean,
): Promise<readonly MadeChange[]> {
  const files: MadeChange[] = [];
  for (const step of steps)
    files.push(await (isAsked(step.group) ? requiredNow(disk, step, operation) : requiredKept(disk, step)));
  return files;
}

/** The other way round: what was safe to stop in between is so on the way back. */
function requiredOf({ required }: Plan, { steps }: Made, goal: Goal): readonly FileEdit[] {
  const files = goal.kind === "revert" ? goal.files : [];
  const edits = steps.toReversed().flatMap((step) => {
    const change = files.find(({ file, now }) => file === step.file && now === "exact");
    const planned = required.filter(({ file }) => file === step.file);
    if (change === undefined) return planned;
    return planned.length > 0 ? planned.map((edit) => withMode(edit, change)) : [exactEdit(step, change)];
  });
  const own = new Set(edits.map(({ file }) => file));
  return [...edits, ...required.filter(({ file }) => !own.has(file))];
}
