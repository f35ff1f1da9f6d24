import { type FilePath, isSwitchError, type Skipped, type Store, type View } from "@zcf/contract";
import { sessionId, skipped } from "./codes.ts";
import { SESSION_PLACES } from "./places.ts";
import { isCompressed } from "./rollout-bytes.ts";
import { looksLikeRollout, parseRolloutName } from "./rollout-name.ts";

/** One file of a thread. */
export interface Rollout {
  readonly file: FilePath;
  /** See `RolloutName.segment`. */
  readonly segment: string;
}

/** The files of one thread, live and archived, that Codex reads: they are moved together or not at all. */
export interface Family {
  readonly kind: "family";
  readonly thread: string;
  /** Oldest first: the root, then what reverts began. Compressed ones only where no plain one is beside them. */
  readonly rollouts: readonly Rollout[];
}

/**
 * The threads of a home by the names of their files, sorted by id, and what cannot be told: files of no thread,
 * directories that cannot be listed to the end, and the threads that may have more files there.
 */
export async function listFamilies(store: Store, view: View): Promise<readonly (Family | Skipped)[]> {
  const threads = new Map<string, Rollout[]>();
  const hidden = new Map<string, Skipped>();
  const left: Skipped[] = [];
  for (const place of SESSION_PLACES) {
    const listing = await list(place, store, view);
    for (const { thread, ...rollout } of listing.rollouts)
      threads.set(thread, [...(threads.get(thread) ?? []), rollout]);
    for (const one of listing.hidden) hidden.set(one.id, one);
    left.push(...listing.left);
  }
  const sorted = [...threads].toSorted(([a], [b]) => order(a, b));
  const families = sorted.map(
    ([thread, rollouts]) => hidden.get(sessionId(thread)) ?? familyOf(thread, rollouts),
  );
  return [...families, ...left];
}

/** What is in one place. */
interface Listing {
  readonly rollouts: readonly (Rollout & { readonly thread: string })[];
  /** Threads that are seen there, and may have more files where nobody could look. */
  readonly hidden: readonly Skipped[];
  /** Files of no thread, and the place itself when it cannot be listed to the end. */
  readonly left: readonly Skipped[];
}

/** A directory that cannot be read ends the place, not the plan. */
async function list(place: string, { home }: Store, view: View): Promise<Listing> {
  const rollouts: (Rollout & { readonly thread: string })[] = [];
  const left: Skipped[] = [];
  try {
    for await (const file of view.list(view.path(home, place), "")) {
      if (!looksLikeRollout(baseName(file))) continue;
      const name = parseRolloutName(baseName(file));
      if (name === null) left.push(skipped(relativeTo(home, file), "codex.session-misnamed", { file }));
      else rollouts.push({ file, ...name });
    }
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "unreadable") throw error;
    const { params } = error;
    const hidden = rollouts.map(({ thread }) => skipped(thread, "unreadable", params));
    return { rollouts, hidden, left: [...left, skipped(place, "unreadable", params)] };
  }
  return { rollouts, hidden: [], left };
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
