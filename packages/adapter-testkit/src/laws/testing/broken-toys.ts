import { appendFileSync } from "node:fs";
import type { FileEdit, FilePath, Goal, Plan, Skipped, Store, StoreAdapter, Unit, View } from "@zcf/contract";
import { toy } from "../../toy/toy-adapter.ts";
import type { LawName } from "../law.ts";

type Replan = (
  plan: Plan,
  asked: { readonly store: Store; readonly view: View; readonly goal: Goal },
) => Plan | Promise<Plan>;

/** A toy whose plans are made worse. */
function planning(replan: Replan): StoreAdapter {
  const good = toy();
  return {
    ...good,
    plan: async (store, view, goal) => replan(await good.plan(store, view, goal), { store, view, goal }),
  };
}

/** A toy whose plans for switches have other required edits. */
function requiring(change: (edit: FileEdit, view: View) => Promise<FileEdit>): StoreAdapter {
  return planning(async (plan, { view, goal }) => {
    if (goal.kind !== "switch") return plan;
    return { ...plan, required: await Promise.all(plan.required.map((edit) => change(edit, view))) };
  });
}

async function* mapped(items: Plan["units"], change: (unit: Unit) => Unit): AsyncGenerator<Unit | Skipped> {
  for await (const item of items())
    if (item.kind !== "remark") yield item.kind === "unit" ? change(item) : item;
}

/** One more line in a note, where there is nothing else to do. */
async function* padded(items: Plan["units"], file: FilePath, view: View): AsyncGenerator<Unit | Skipped> {
  let some = false;
  for await (const unit of mapped(items, (one) => one)) {
    some = true;
    yield unit;
  }
  if (some || (await view.stat(file)) === null) return;
  const { length } = await view.read(file);
  const hunks = [{ offset: length, before: new Uint8Array(), after: Buffer.from("\n") }];
  const edits = [{ kind: "patch", group: "notes", file, base: null, hunks, size: length }] as const;
  yield { kind: "unit", id: "pad", group: "notes", edits, exclusive: [], locks: [], remember: [] };
}

function inserting(unit: Unit): Unit {
  const edits = unit.edits.map((edit) => {
    if (edit.kind !== "patch") return edit;
    return { ...edit, hunks: edit.hunks.map((hunk) => ({ ...hunk, before: new Uint8Array() })) };
  });
  return { ...unit, edits };
}

/** One adapter for each law, that breaks it as an author might. */
export const BROKEN: Readonly<Record<LawName, StoreAdapter>> = {
  // Stamps what it remembers with the time.
  pure: planning((plan) => ({
    ...plan,
    remember: [...plan.remember, { key: "when", value: new Date().getFullYear(), write: "replace" }],
  })),
  // Names a group that it does not declare.
  lawful: requiring(async (edit) => ({ ...edit, group: "settings" })),
  // Appends a note of its own each time.
  converges: planning(async (plan, { store, view, goal }) => {
    if (goal.kind !== "switch" || plan.required.length > 0) return plan;
    const file = view.path(store.home, "config.txt");
    const content = await view.read(file);
    const hunks = [{ offset: content.length, before: new Uint8Array(), after: Buffer.from("# switched\n") }];
    return {
      ...plan,
      required: [{ kind: "patch", group: "config", file, base: view.digest(content), hunks }],
    };
  }),
  // Forgets the notes on the way back.
  inverts: planning((plan, { goal }) =>
    goal.kind === "revert" ? { ...plan, units: async function* () {} } : plan,
  ),
  // Pads a note once more each time.
  minimal: planning((plan, { store, view, goal }) => {
    if (goal.kind !== "switch") return plan;
    return { ...plan, units: () => padded(plan.units, view.path(store.home, "notes/n0.txt"), view) };
  }),
  // Does not say what stands where it writes the owner of a note.
  guards: planning((plan, { goal }) =>
    goal.kind === "switch" ? { ...plan, units: () => mapped(plan.units, inserting) } : plan,
  ),
  // Replaces whole notes, which the tool may be writing to.
  survives: planning(async (plan, { view, goal }) => {
    if (goal.kind !== "switch") return plan;
    const notes: FileEdit[] = [];
    for await (const item of plan.units()) {
      if (item.kind !== "unit") continue;
      for (const edit of item.edits)
        if (edit.kind === "patch")
          notes.push({ ...edit, group: "config", base: view.digest(await view.read(edit.file)) });
    }
    return { ...plan, required: [...plan.required, ...notes], units: async function* () {} };
  }),
  // Writes the config that it would have written itself.
  shares: requiring(async (edit, view) => {
    if (edit.kind !== "patch") return edit;
    const content = await view.read(edit.file);
    const target = Buffer.from(edit.hunks[0]?.after ?? new Uint8Array()).toString();
    return { ...edit, hunks: [{ offset: 0, before: content, after: Buffer.from(`target=${target}\n`) }] };
  }),
  // Collects all units before it hands out the first.
  scales: planning(async (plan) => {
    const units: (Unit | Skipped)[] = [];
    for await (const unit of mapped(plan.units, (one) => one)) units.push(unit);
    return {
      ...plan,
      units: async function* () {
        yield* units;
      },
    };
  }),
  // Does not say what is secret.
  discreet: planning((plan) => ({
    ...plan,
    secrets: [],
    required: plan.required.map(({ sensitive: _sensitive, ...edit }) => edit as FileEdit),
  })),
  // Keeps a file beside the home.
  scoped: planning((plan, { store, goal }) => {
    const file = `${store.home}/../beside.txt` as FilePath;
    const beside: FileEdit = {
      kind: "create",
      group: "config",
      file,
      content: Buffer.from("x"),
      mode: 0o644,
    };
    return goal.kind === "switch" ? { ...plan, required: [...plan.required, beside] } : plan;
  }),
  // Takes for granted what may not be there.
  absent: planning((plan, { goal }) => {
    if (goal.kind === "switch" && plan.required.length === 0) throw new TypeError("no edit");
    return plan;
  }),
};

/** Writes while it plans. */
export function meddling(): StoreAdapter {
  return planning((plan, { store }) => {
    appendFileSync(`${store.home}/planned.log`, "planned\n");
    return plan;
  });
}
