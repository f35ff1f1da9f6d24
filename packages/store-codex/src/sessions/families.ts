import { type FilePath, isSwitchError, type Skipped, type Store, type View } from "@zcf/contract";
import { skipped } from "./codes.ts";
import { SESSION_PLACES } from "./places.ts";
import { isCompressed } from "./rollout-bytes.ts";
import { looksLikeRollout, parseRolloutName } from "./rollout-name.ts";

/** One file of a thread. */
export interface Rollout {
  readonly file: FilePath;
  /** See `RolloutName.segment`. */
  readonly segment: string;
}

/** All files of one thread, live and archived: they are moved together or not at all. */
export interface Family {
  readonly kind: "family";
  readonly thread: string;
  /** Oldest first: the root, then what reverts began. Compressed ones only where no plain one is beside them. */
  readonly rollouts: readonly Rollout[];
}

/** The threads of a home by the names of their files, sorted by id, and the files that cannot be told. */
export async function listFamilies(store: Store, view: View): Promise<readonly (Family | Skipped)[]> {
  const threads = new Map<string, Rollout[]>();
  const left: Skipped[] = [];
  for (const place of SESSION_PLACES) left.push(...(await gather(place, { store, view, threads })));
  const families = [...threads].map(([thread, rollouts]) => familyOf(thread, rollouts));
  return [...families.toSorted((a, b) => order(a.thread, b.thread)), ...left];
}

interface Gathering {
  readonly store: Store;
  readonly view: View;
  readonly threads: Map<string, Rollout[]>;
}

/** Sorts one place's files into threads; a directory that cannot be read ends the place, not the plan. */
async function gather(place: string, { store, view, threads }: Gathering): Promise<readonly Skipped[]> {
  const left: Skipped[] = [];
  try {
    for await (const file of view.list(view.path(store.home, place), "")) {
      if (!looksLikeRollout(baseName(file))) continue;
      if (!sortIn(threads, file))
        left.push(skipped(relativeTo(store.home, file), "codex.session-misnamed", { file }));
    }
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "unreadable") throw error;
    left.push(skipped(place, "unreadable", error.params));
  }
  return left;
}

function sortIn(threads: Map<string, Rollout[]>, file: FilePath): boolean {
  const name = parseRolloutName(baseName(file));
  if (name === null) return false;
  const rollouts = threads.get(name.thread) ?? [];
  threads.set(name.thread, rollouts);
  rollouts.push({ file, segment: name.segment });
  return true;
}

/** Where both are there, Codex reads the plain one (0.142 and 0.169). */
function familyOf(thread: string, rollouts: readonly Rollout[]): Family {
  const files = new Set<string>(rollouts.map(({ file }) => file));
  const read = rollouts.filter(
    ({ file }) => !isCompressed(file) || !files.has(file.slice(0, -".zst".length)),
  );
  return {
    kind: "family",
    thread,
    rollouts: read.toSorted((a, b) => order(baseName(a.file), baseName(b.file))),
  };
}

function baseName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1);
}

function relativeTo(home: string, file: string): string {
  return file.slice(home.length + 1);
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
