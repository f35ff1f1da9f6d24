import { join } from "node:path";
import {
  type BackupStrategy,
  CONTRACT,
  type FileEdit,
  type MadeChange,
  type StoreAdapter,
  type View,
} from "@zcf/contract";
import { createSwitcher, type Report, type Switcher, type SwitcherOptions } from "@zcf/core";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { toy } from "../toy/toy-adapter.ts";
import { makeToyHome } from "../toy/toy-home.ts";

/** A toy that plans what its config becomes when a backup is put back: the line `login=` stays today's. */
function restorableToy(): StoreAdapter {
  const plain = toy();
  return {
    ...plain,
    locate: async (...asked) =>
      (await plain.locate(...asked)).map((store) => ({
        ...store,
        snapshot: { ...store.snapshot, planned: { "config.txt": "config" }, earlier: ["backup/backup_*"] },
      })),
    plan: async (store, view, goal) => {
      const plan = await plain.plan(store, view, goal);
      if (goal.kind !== "revert") return plan;
      const replaced = goal.files.filter(({ now }) => now === "replaced");
      return { ...plan, required: [...plan.required, ...replaced.flatMap((change) => edited(view, change))] };
    },
  };
}

function edited(view: View, { group, file, before, after }: MadeChange): readonly FileEdit[] {
  if (before === null || after === null) throw new Error("the config of the toy is always there");
  const login = /^login=.*\n/m.exec(Buffer.from(after).toString())?.[0] ?? "";
  const wanted = Buffer.from(
    Buffer.from(before)
      .toString()
      .replace(/^login=.*\n/m, login),
  );
  if (Buffer.compare(wanted, after) === 0) return [];
  const hunks = [{ offset: 0, before: after, after: wanted }];
  return [{ kind: "patch", group, file, base: view.digest(after), hunks }];
}

/** Copies all of the home but notes and earlier copies, the database as one. */
const snapshotOfToy: BackupStrategy = {
  contract: CONTRACT,
  id: "snapshot",
  keeps: "all",
  async *copies(store, view) {
    for await (const file of view.list(store.home, "")) {
      if (/\/(notes|backup)\//.test(file) || /-(wal|shm)$/.test(file)) continue;
      yield { kind: file.endsWith(".sqlite") ? "database" : "file", file };
    }
  },
};

const keepAll: BackupStrategy = {
  contract: CONTRACT,
  id: "selective",
  keeps: "all",
  async *copies() {
    // Nothing is copied.
  },
};

const keepNone: BackupStrategy = { ...keepAll, id: "none", keeps: "plain" };

/** A place of its own: `home`, `other` and `state` below it. */
export interface ToyWorld {
  readonly root: string;
  readonly home: string;
  readonly state: string;
  readonly switcher: (extra?: Partial<SwitcherOptions>) => Switcher;
  readonly switchTo: (target: string, extra?: Partial<SwitcherOptions>, backup?: string) => Promise<Report>;
}

export async function inToyWorld<T>(use: (world: ToyWorld) => Promise<T>, notes = 2): Promise<T> {
  return withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), notes);
    return use(worldAt(root));
  });
}

export function worldAt(root: string): ToyWorld {
  const switcher = (extra: Partial<SwitcherOptions> = {}): Switcher =>
    createSwitcher({
      adapters: [restorableToy()],
      backups: [keepAll, snapshotOfToy, keepNone],
      environment: { home: join(root, "home"), platform: "linux", variables: {} },
      stateHome: join(root, "state"),
      ...extra,
    });
  return {
    root,
    home: join(root, "home"),
    state: join(root, "state"),
    switcher,
    switchTo: async (target, extra, backup) => {
      const made = switcher(extra);
      const operation = await made.plan({ tools: ["toy"], target });
      return made.apply(operation, backup === undefined ? {} : { backup });
    },
  };
}
