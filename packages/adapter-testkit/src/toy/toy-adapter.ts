import type {
  FileEdit,
  Goal,
  Plan,
  Skipped,
  Store,
  StoreAdapter,
  SwitchGoal,
  Unit,
  View,
} from "@zcf/contract";
import { CONTRACT, SwitchError } from "@zcf/contract";
import { configEdits, currentTarget, KEY, noteUnit, slotOf } from "./toy-edits.ts";
import { diagnose, planFix } from "./toy-fix.ts";
import { planRevert } from "./toy-revert.ts";

/**
 * A tool with one config file, a key file that exists only beside some targets, and notes that belong to a target.
 *
 * Small, but with every kind of edit: a patch that changes length, a created and a removed file, notes written in
 * place or grown, and rows. Core is tested with it, and it shows how little an adapter needs.
 */
export function toy(): StoreAdapter {
  return {
    contract: CONTRACT,
    id: "toy",
    aliases: ["ty"],
    name: "Toy",
    groups: [
      { id: "config", stage: "required" },
      { id: "notes", stage: "optional" },
    ],
    locate: async (environment, view, home) => [storeAt(view, home ?? environment.home)],
    inspect: async (store, view) => ({
      current: await currentTarget(store, view),
      targets: TARGETS.map((id) => ({ id, name: id, baseUrl: null, model: null, problems: [] })),
      drift: [],
      notices: [],
      sessions: null,
    }),
    diagnose,
    plan,
  };
}

const TARGETS = ["alpha", "beta", "a-long-target-name"];
/** Only this one has a key file. */
const KEYED = "beta";

function storeAt(view: View, home: string): Store {
  const root = view.path(home);
  return {
    adapter: "toy",
    home: root,
    readRoots: [root],
    writeRoots: [root],
    variables: {},
    snapshot: { exclude: ["cache/**"], history: ["notes/**"], databases: ["*.sqlite"] },
  };
}

async function plan(store: Store, view: View, goal: Goal): Promise<Plan> {
  if (goal.kind === "revert") return planRevert(store, view, goal);
  if (goal.kind === "fix") return planFix(store, view, goal);
  // A restore would need a ledger of owners; the toy has none to give back.
  if (goal.kind !== "switch" || !TARGETS.includes(goal.target)) {
    throw new SwitchError({ kind: "usage", code: "toy.unknown-target", params: { kind: goal.kind } });
  }
  const current = await currentTarget(store, view);
  const required = [
    ...(await configEdits(store, view, current, goal.target)),
    ...(await keyEdits(store, view, goal)),
  ];
  const units = (): AsyncIterable<Unit | Skipped> => noteUnits(store, view, goal.target);
  return {
    required,
    locks: [],
    remember: [{ key: "last", value: goal.target, write: "replace" }],
    units: goal.sessions === "off" ? none : units,
    notices: [],
    secrets: [Buffer.from(KEY).toString("utf8").trim()],
  };
}

async function* none(): AsyncGenerator<Unit> {
  // Sessions stay where they are.
}

async function keyEdits(store: Store, view: View, goal: SwitchGoal): Promise<readonly FileEdit[]> {
  const file = view.path(store.home, "key.txt");
  const exists = (await view.stat(file)) !== null;
  const common = { group: "config", file, sensitive: true } as const;
  if (goal.target === KEYED && !exists) return [{ ...common, kind: "create", content: KEY, mode: 0o600 }];
  if (goal.target !== KEYED && exists) return [{ ...common, kind: "remove", content: await view.read(file) }];
  return [];
}

async function* noteUnits(store: Store, view: View, target: string): AsyncGenerator<Unit | Skipped> {
  const database = view.path(store.home, "index.sqlite");
  for await (const file of view.list(view.path(store.home, "notes"), ".txt")) {
    const id = file.slice(file.lastIndexOf("/") + 1, -".txt".length);
    const slot = await view.memo(file, "slot", async () => slotOf(await view.read(file)));
    const skipped = { kind: "skipped", id, group: "notes", params: { file } } as const;
    if (slot === null) yield { ...skipped, code: "toy.no-owner" };
    else if (slot.trimEnd() === target) continue;
    else if (!view.can.sqlite) yield { ...skipped, code: "toy.no-sqlite" };
    else yield noteUnit({ id, file, slot, target, database });
  }
}
