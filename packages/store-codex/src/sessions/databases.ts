import type { FilePath, Store, View } from "@zcf/contract";

/**
 * The state databases of a store: the highest `state_N.sqlite` of each directory that may hold one.
 *
 * Those are the home, its `sqlite/`, and whatever `locate` put into the write roots (`sqlite_home`, `CODEX_SQLITE_HOME`).
 * `state.sqlite` (0.93, 0.94) counts as the lowest.
 */
export async function stateDatabases(store: Store, view: View): Promise<readonly FilePath[]> {
  const found = await Promise.all(
    directories(store, view).map((directory) => numbered(view, directory, "state")),
  );
  return distinct(
    view,
    found.flatMap((files) => files.slice(-1)),
  );
}

/** One database may be found twice, where `sqlite_home` names the home through a link. */
async function distinct(view: View, files: readonly FilePath[]): Promise<readonly FilePath[]> {
  const kept = new Map<string, FilePath>();
  for (const file of files) {
    const stat = await view.stat(file);
    const identity = stat === null ? file : `${stat.ino}:${stat.size}:${stat.ctimeNs}`;
    if (!kept.has(identity)) kept.set(identity, file);
  }
  return [...kept.values()];
}

/** Every `thread_history_N.sqlite` in the same directories: where byte offsets of session files are stored (0.148 on). */
export async function historyDatabases(store: Store, view: View): Promise<readonly FilePath[]> {
  const found = directories(store, view).map((directory) => numbered(view, directory, "thread_history"));
  return distinct(view, (await Promise.all(found)).flat());
}

function directories(store: Store, view: View): readonly FilePath[] {
  const all = [store.home, view.path(store.home, "sqlite"), ...store.writeRoots];
  return [...new Set(all)];
}

/** The databases of one kind that lie directly in a directory, lowest number first. */
async function numbered(view: View, directory: FilePath, name: string): Promise<readonly FilePath[]> {
  const found = new Map<FilePath, number>();
  for await (const file of view.list(directory, ".sqlite", 1)) {
    const number = numberOf(file.slice(directory.length + 1), name);
    if (number !== null) found.set(file, number);
  }
  return [...found].toSorted(([, a], [, b]) => a - b).map(([file]) => file);
}

function numberOf(fileName: string, name: string): number | null {
  if (fileName === `${name}.sqlite`) return 0;
  const [, digits] = new RegExp(`^${name}_(\\d+)\\.sqlite$`).exec(fileName) ?? [];
  return digits === undefined ? null : Number(digits);
}
