import type { Edit, FileEdit, Store, Unit, View } from "@zcf/contract";

/** What the key file holds. */
export const KEY: Uint8Array = Buffer.from("toy-key-0123456789\n");

export async function currentTarget(store: Store, view: View): Promise<string | null> {
  const text = Buffer.from(await view.read(view.path(store.home, "config.txt"))).toString("utf8");
  return /^target=(.*)$/m.exec(text)?.[1] ?? null;
}

export async function configEdits(
  store: Store,
  view: View,
  current: string | null,
  target: string,
): Promise<readonly FileEdit[]> {
  if (current === null || current === target) return [];
  const file = view.path(store.home, "config.txt");
  const content = await view.read(file);
  const offset = Buffer.from(content).indexOf(`target=${current}`) + "target=".length;
  const hunks = [{ offset, before: Buffer.from(current), after: Buffer.from(target) }];
  return [{ kind: "patch", group: "config", file, base: view.digest(content), hunks }];
}

export function slotOf(content: Uint8Array): string | null {
  return /^owner=(\S+ *)\n/.exec(Buffer.from(content).toString("latin1"))?.[1] ?? null;
}

interface Note {
  readonly id: string;
  readonly file: ReturnType<View["path"]>;
  readonly slot: string;
  readonly target: string;
  readonly database: ReturnType<View["path"]>;
}

/** The slot keeps its length when the new name fits. */
export function noteUnit({ id, file, slot, target, database }: Note): Unit {
  const hunk = {
    offset: "owner=".length,
    before: Buffer.from(slot),
    after: Buffer.from(target.padEnd(slot.length)),
  };
  const before = slot.trimEnd();
  const edits: readonly Edit[] = [
    { kind: "patch", group: "notes", file, base: null, hunks: [hunk], keepTimes: true },
    {
      kind: "rows",
      group: "notes",
      database,
      table: "notes",
      changes: [{ key: { id }, before: { owner: before }, after: { owner: target } }],
    },
  ];
  const remember = [{ key: `notes/${id}`, value: before, write: "first" } as const];
  return { kind: "unit", id, group: "notes", edits, exclusive: [file], locks: [], remember };
}
