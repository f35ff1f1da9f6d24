import { join } from "node:path";
import { SwitchError } from "@zcf/contract";
import type { Context } from "../context.ts";
import type { Intent, Place, Resolved } from "../operation/make-plan.ts";
import { fullId } from "../operation/short-id.ts";
import { filePath } from "../path.ts";
import type { BackupRequest } from "../request.ts";
import { readRecords } from "../retention/operation-record.ts";
import { type Made, readMade } from "../undo/made.ts";
import { placeOf } from "../undo/resolve-undo.ts";
import type { KeptFile } from "./kept-file.ts";
import { keptInCopies } from "./kept-in-copies.ts";
import { keptInRecord } from "./kept-in-record.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { replacedFiles } from "./replaced-files.ts";
import { restoreEdits } from "./restore-edits.ts";

/**
 * What it takes to put files back as they were before an operation, in every store it was about.
 *
 * @throws SwitchError `no-backup` (usage) for an id that is not in the history, `ambiguous` (usage) for the
 * beginning of several; `backup-dropped` (conflict) where nothing
 * was kept; `backup-damaged` (environment) where a copy is gone.
 */
export async function resolveBackup(context: Context, request: BackupRequest): Promise<Resolved> {
  const id = await requireRestorable(context, request.fromBackup);
  const root = join(context.layout.backups, id);
  const manifest = await readManifest(context.disk, root);
  const intents: Intent[] = [];
  for (const [store, made] of (await readMade(context, id)).entries()) {
    const place = await placeOf(context, made);
    const kept = await keptOf(context, { place, made, store, root, manifest });
    intents.push(intentOf(context, { place, made, kept, root, request }));
  }
  return {
    request: { ...request, fromBackup: id },
    purpose: { goal: "revert", of: id, backup: true },
    intents,
  };
}

/** The whole id. */
async function requireRestorable({ disk, layout }: Context, written: string): Promise<string> {
  const records = await readRecords(disk, layout);
  const id = fullId(
    written,
    records.map((one) => one.id),
  );
  const record = records.find((one) => one.id === id);
  const params = { backup: id ?? written };
  if (record === undefined) throw new SwitchError({ kind: "usage", code: "no-backup", params });
  if (!record.restorable) throw new SwitchError({ kind: "conflict", code: "backup-dropped", params });
  return record.id;
}

interface Source {
  readonly place: Place;
  readonly made: Made;
  /** Its place in the operation. */
  readonly store: number;
  /** The folder of copies. */
  readonly root: string;
  /** `null` where there are no copies. */
  readonly manifest: Manifest | null;
}

async function keptOf({ disk }: Context, source: Source): Promise<readonly KeptFile[]> {
  const { place, made, store, root, manifest } = source;
  const { home, snapshot } = place.store;
  const names = Object.entries(snapshot.planned ?? {});
  const groups = new Map(names.map(([name, group]) => [filePath(join(home, name)) as string, group]));
  const plannedAs = (file: string): string | null => groups.get(file) ?? null;
  if (manifest === null) return keptInRecord(disk, made, plannedAs);
  return keptInCopies({ disk, root, manifest, store, home }, plannedAs);
}

interface Restoring {
  readonly place: Place;
  readonly made: Made;
  readonly kept: readonly KeptFile[];
  readonly root: string;
  readonly request: BackupRequest;
}

function intentOf({ disk }: Context, { place, made, kept, root, request }: Restoring): Intent {
  const { note } = made;
  return {
    place,
    to: note.to === null ? null : note.from,
    goal: async () => ({
      kind: "revert",
      files: await replacedFiles(disk, kept),
      units: none,
      force: request.force === true,
      exact: false,
    }),
    complete: async (plan) => {
      const planned = new Set<string>(plan.required.map(({ file }) => file));
      const { edits, notices } = await restoreEdits(disk, { kept, root });
      const own = edits.filter(({ file }) => !planned.has(file));
      return { ...plan, required: [...plan.required, ...own], notices: [...plan.notices, ...notices] };
    },
  };
}

/** Sessions stay where they are: a restore is about files. */
async function* none(): AsyncGenerator<never> {
  // Nothing goes back.
}
