import { type FilePath, isSwitchError, type Store, type View } from "@zcf/contract";
import { historyDatabases } from "./databases.ts";

/** Which session files have byte offsets stored in Codex's projection of their history. */
export interface ProjectedSegments {
  /** Segment ids: what ends a file's name. */
  readonly segments: ReadonlySet<string>;
  /** A projection that could not be read; then nothing is certain. */
  readonly unread: FilePath | null;
}

/** Loads the segments of every `thread_history_N.sqlite`, with one query each. */
export async function loadProjectedSegments(store: Store, view: View): Promise<ProjectedSegments> {
  const segments = new Set<string>();
  for (const database of await historyDatabases(store, view)) {
    if (!view.can.sqlite || !(await addSegments(segments, { view, database })))
      return { segments, unread: database };
  }
  return { segments, unread: null };
}

const SEGMENTS =
  "SELECT thread_id FROM thread_history_projection_state UNION SELECT thread_id FROM thread_turns";

async function addSegments(
  segments: Set<string>,
  { view, database }: { readonly view: View; readonly database: FilePath },
): Promise<boolean> {
  try {
    for await (const { thread_id: id } of view.query(database, SEGMENTS)) segments.add(String(id));
    return true;
  } catch (error) {
    if (!isSwitchError(error) || error.code !== "database") throw error;
    return false;
  }
}
