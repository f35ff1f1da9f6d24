import type { MadeUnit, Remark, RevertGoal, Skipped, Store, Unit, View } from "@zcf/contract";
import { sessionId, skipped } from "../sessions/codes.ts";
import { keepOut } from "../sessions/keep-out.ts";
import type { Origins } from "../sessions/original.ts";
import { withShared } from "../shared/find-shared.ts";
import { readNote, SHARED_MEMORY } from "../shared/note.ts";
import { originsOf } from "../shared/origins.ts";
import { haveArrived } from "./have-arrived.ts";
import { type MadeMove, madeMoves, replacedSegments, touchedThreads } from "./made-moves.ts";
import { moveBack } from "./move-back.ts";
import { type PuttingBack, putBack, threadIn } from "./put-back.ts";
import { readableConfig } from "./readable-config.ts";
import { type Relations, readRelations } from "./relations.ts";
import type { RevertedFile } from "./reverted-files.ts";

/** The units of an operation, and the config as it will be. */
export interface RevertedSessions {
  readonly units: RevertGoal["units"];
  readonly config: RevertedFile;
}

/** A unit that could be put back, as far as it alone is concerned. */
type Exact = MadeUnit & { readonly back: NonNullable<MadeUnit["back"]> };

/**
 * Takes the units of an operation back: to the last byte where nothing has changed since, else each of its threads to the
 * provider it had.
 *
 * Units of threads that stand alone go as they come. Those of related threads wait until it is known whether one of
 * them has to be moved: files that point into each other change together or not at all.
 */
export async function* revertSessions(
  store: Store,
  view: View,
  { units, config }: RevertedSessions,
): AsyncGenerator<Unit | Skipped | Remark> {
  const sorting = new Sorting(store, view);
  for await (const unit of units()) yield* await sorting.add(unit);
  yield* sorting.held();
  const { moves, relations } = sorting;
  if (relations === null) return;
  yield* moveBack(store, view, { moves, relations, origins: await originsAfter(view, config) });
}

async function originsAfter(view: View, { file, next }: RevertedFile): Promise<Origins | null> {
  const config = readableConfig({ file, content: next });
  if (config === null) return null;
  const note = readNote(await view.recall(SHARED_MEMORY));
  return originsOf(withShared(config, note), note);
}

/** Tells units that are put back from those that are moved. */
class Sorting {
  readonly #store: Store;
  readonly #view: View;
  readonly #moves: MadeMove[] = [];
  readonly #held: Exact[] = [];
  readonly #lost: Skipped[] = [];
  /** Groups of related threads of which one has to be moved. */
  readonly #moving = new Set<string>();
  #about: PuttingBack | null = null;

  constructor(store: Store, view: View) {
    this.#store = store;
    this.#view = view;
  }

  /** What has to be moved; complete after {@link held}. */
  get moves(): readonly MadeMove[] {
    return this.#moves;
  }

  /** `null` where there was no unit. */
  get relations(): Relations | null {
    return this.#about?.relations ?? null;
  }

  async add(unit: MadeUnit): Promise<readonly (Unit | Skipped)[]> {
    const about = await this.#prepared();
    const groups = groupsIn(unit, about.relations);
    const { back } = unit;
    const isMoved =
      back === null || isPointedInto(unit, about.relations) || (await haveArrived(back, this.#view));
    if (isMoved) this.#move(unit, groups);
    else if (groups.length === 0) return putBack(unit, back, about);
    else this.#held.push({ ...unit, back });
    return [];
  }

  async *held(): AsyncGenerator<Unit | Skipped> {
    if (this.#about === null) return;
    for (const unit of this.#withCompany(this.#about.relations))
      yield* await putBack(unit, unit.back, this.#about);
    yield* this.#lost;
  }

  /** Those of no group of which one moves; one that moves may bring others along. */
  #withCompany(relations: Relations): readonly Exact[] {
    let staying: readonly Exact[] = this.#held;
    for (let before = -1; before !== this.#moving.size; ) {
      before = this.#moving.size;
      const isMoved = (unit: Exact): boolean =>
        groupsIn(unit, relations).some((group) => this.#moving.has(group));
      for (const unit of staying.filter(isMoved)) this.#move(unit, groupsIn(unit, relations));
      staying = staying.filter((unit) => !isMoved(unit));
    }
    return staying;
  }

  #move(unit: MadeUnit, groups: readonly string[]): void {
    const moves = madeMoves(unit.edits);
    this.#moves.push(...moves);
    this.#lost.push(...lost(unit, moves));
    for (const group of groups) this.#moving.add(group);
  }

  async #prepared(): Promise<PuttingBack> {
    const [store, view] = [this.#store, this.#view];
    this.#about ??= {
      store,
      view,
      keepOut: keepOut(store, view),
      relations: await readRelations(store, view),
    };
    return this.#about;
  }
}

function groupsIn({ edits }: MadeUnit, relations: Relations): readonly string[] {
  const found = touchedThreads(edits).map((thread) => relations.groupOf(thread));
  return [...new Set(found.filter((group) => group !== null))];
}

/** The threads of which the edits do not say where they came from: a packed file that went back whole says it in no hunk. */
function lost({ id, subjects = [id], edits }: MadeUnit, moves: readonly MadeMove[]): readonly Skipped[] {
  const moved = new Set(moves.map(({ thread }) => sessionId(thread)));
  const [edit] = edits;
  if (edit === undefined) return [];
  const file = edit.kind === "rows" ? edit.database : edit.file;
  return subjects
    .filter((subject) => !moved.has(subject))
    .map((subject) => skipped(threadIn(subject), "changed", { file }));
}

/** Whether bytes move into which a thread points that does not change along: it was begun since. */
function isPointedInto({ edits }: MadeUnit, { continuedBy, paginated, unread }: Relations): boolean {
  const segments = replacedSegments(edits);
  const own = new Set(touchedThreads(edits));
  const pointing = segments.flatMap((segment) => continuedBy.get(segment) ?? []);
  const mayBe = unread && segments.length > 0 && [...own].some((thread) => paginated.has(thread));
  return mayBe || pointing.some((thread) => !own.has(thread));
}
