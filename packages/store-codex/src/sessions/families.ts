import { type FilePath, isSwitchError, type Skipped, type Store, type View } from "@zcf/contract";
import { skipped } from "./codes.ts";
import { SESSION_PLACES } from "./places.ts";
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
  /** Oldest first: the root, then what reverts began. */
  readonly rollouts: readonly Rollout[];
  /** Compressed files without a plain sibling, which Codex would read (0.142 and 0.169). */
  readonly compressed: readonly FilePath[];
}

interface Gathered {
  readonly plain: Rollout[];
  readonly compressed: FilePath[];
}

/** The threads of a home by the names of their files, sorted by id, and the files that cannot be told. */
export async function listFamilies(store: Store, view: View): Promise<readonly (Family | Skipped)[]> {
  const threads = new Map<string, Gathered>();
  const left: Skipped[] = [];
  for (const place of SESSION_PLACES) left.push(...(await gather(place, { store, view, threads })));
  const families = [...threads].map(([thread, gathered]) => familyOf(thread, gathered));
  return [...families.toSorted((a, b) => order(a.thread, b.thread)), ...left];
}

interface Gathering {
  readonly store: Store;
  readonly view: View;
  readonly threads: Map<string, Gathered>;
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

function sortIn(threads: Map<string, Gathered>, file: FilePath): boolean {
  const name = parseRolloutName(baseName(file));
  if (name === null) return false;
  const gathered = threads.get(name.thread) ?? { plain: [], compressed: [] };
  threads.set(name.thread, gathered);
  if (name.compressed) gathered.compressed.push(file);
  else gathered.plain.push({ file, segment: name.segment });
  return true;
}

function familyOf(thread: string, { plain, compressed }: Gathered): Family {
  const files = new Set<string>(plain.map(({ file }) => file));
  return {
    kind: "family",
    thread,
    rollouts: plain.toSorted((a, b) => order(baseName(a.file), baseName(b.file))),
    compressed: compressed.filter((file) => !files.has(file.slice(0, -".zst".length))),
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
