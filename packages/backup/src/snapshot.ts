import type { BackupStrategy, Copy, FilePath, SnapshotRules, Store, View } from "@zcf/contract";
import { CONTRACT } from "@zcf/contract";

export interface SnapshotOptions {
  /** Also copy session content; `false` unless said otherwise, because it can be gigabytes. */
  readonly history?: boolean;
}

/** Copies the home, except what the adapter declares; databases are copied as databases. */
export function snapshot(options: SnapshotOptions = {}): BackupStrategy {
  return {
    contract: CONTRACT,
    id: "snapshot",
    keeps: "all",
    copies: (store, view) => choose(store, view, options.history === true),
  };
}

async function* choose(store: Store, view: View, history: boolean): AsyncGenerator<Copy> {
  const kindOf = await classify(store.snapshot, history);
  for await (const file of view.list(store.home, "")) {
    const kind = kindOf(nameIn(store.home, file));
    if (kind !== null && (await view.stat(file))?.kind === "file") yield { kind, file };
  }
}

/** What a file is copied as, by its name below the home; `null` leaves it out. */
async function classify(
  rules: SnapshotRules,
  history: boolean,
): Promise<(name: string) => Copy["kind"] | null> {
  // Loaded here, because most switches make no snapshot.
  const { default: picomatch } = await import("picomatch");
  const matcher = (globs: readonly string[]): ((name: string) => boolean) =>
    picomatch([...globs], { dot: true });
  const isLeftOut = matcher([...rules.exclude, ...(history ? [] : rules.history)]);
  const isDatabase = matcher(rules.databases);
  const isSidecar = matcher(rules.databases.flatMap((glob) => [`${glob}-wal`, `${glob}-shm`]));
  return (name) => {
    if (isLeftOut(name) || isSidecar(name)) return null;
    return isDatabase(name) ? "database" : "file";
  };
}

/** `/`-separated on every platform, as the rules are. */
function nameIn(home: FilePath, file: FilePath): string {
  return file.slice(home.length + 1).replaceAll("\\", "/");
}
