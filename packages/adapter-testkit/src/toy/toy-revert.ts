import type {
  FileEdit,
  MadeChange,
  MadeUnit,
  Plan,
  RevertGoal,
  Skipped,
  Store,
  Unit,
  View,
} from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { configEdits, currentTarget, KEY, noteUnit, slotOf } from "./toy-edits.ts";

/** Takes back what the toy itself set: the target, the key file, and the owner of each note. */
export async function planRevert(store: Store, view: View, goal: RevertGoal): Promise<Plan> {
  const required: FileEdit[] = [];
  for (const change of goal.files)
    if (change.now === "changed") required.push(...(await undone(store, view, change)));
  return {
    required,
    locks: [],
    remember: [],
    units: () => unitsBack(store, view, goal),
    notices: [],
    secrets: [Buffer.from(KEY).toString("utf8").trim()],
  };
}

async function undone(store: Store, view: View, change: MadeChange): Promise<readonly FileEdit[]> {
  if (!change.file.endsWith("config.txt")) throw changed(change.file);
  const now = await currentTarget(store, view);
  const [before, after] = [targetIn(change.before), targetIn(change.after)];
  if (now === before) return [];
  if (now !== after || before === null) throw changed(change.file);
  return configEdits(store, view, now, before);
}

function targetIn(content: Uint8Array | null): string | null {
  return /^target=(.*)$/m.exec(Buffer.from(content ?? new Uint8Array()).toString("utf8"))?.[1] ?? null;
}

function changed(file: string): SwitchError {
  return new SwitchError({ kind: "conflict", code: "toy.undo-changed", params: { file } });
}

async function* unitsBack(store: Store, view: View, goal: RevertGoal): AsyncGenerator<Unit | Skipped> {
  for await (const unit of goal.units()) {
    const file = view.path(store.home, "notes", `${unit.id}.txt`);
    if (unit.back === null) yield* ownerBack(store, view, { unit, file });
    else yield { ...unit, kind: "unit", edits: unit.back, exclusive: [file], locks: [] };
  }
}

interface Changed {
  readonly unit: MadeUnit;
  readonly file: ReturnType<View["path"]>;
}

/** Somebody wrote to the note since: only its owner goes back. */
async function* ownerBack(store: Store, view: View, { unit, file }: Changed): AsyncGenerator<Unit | Skipped> {
  const [before, after] = ownersIn(unit);
  const slot = (await view.stat(file)) === null ? null : slotOf(await view.read(file));
  const owner = slot?.trimEnd();
  if (slot === null || before === undefined || (owner !== after && owner !== before)) {
    yield { kind: "skipped", id: unit.id, group: unit.group, code: "toy.undo-changed", params: { file } };
  } else if (owner !== before) {
    yield noteUnit({
      id: unit.id,
      file,
      slot,
      target: before,
      database: view.path(store.home, "index.sqlite"),
    });
  }
}

function ownersIn({ edits }: MadeUnit): readonly (string | undefined)[] {
  const rows = edits.find((edit) => edit.kind === "rows");
  const [change] = rows?.kind === "rows" ? rows.changes : [];
  return [change?.before["owner"], change?.after["owner"]].map((owner) =>
    owner === undefined ? owner : String(owner),
  );
}
