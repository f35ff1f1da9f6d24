import type { FileEdit, FilePath, MadeChange, RevertGoal, Store, View } from "@zcf/contract";
import { applyHunks } from "@zcf/formats";
import { readFile } from "../read-file.ts";
import { authBack } from "./auth-back.ts";
import { type Contents, configBack } from "./config-back.ts";
import { keysBack } from "./keys-back.ts";
import { replacedAuth, replacedFile } from "./replaced-file.ts";

/** A required file of a home, as it is and as it will be. */
export interface RevertedFile {
  readonly file: FilePath;
  /** `null` when the operation has not touched it. */
  readonly change: MadeChange | null;
  readonly now: Uint8Array | null;
  readonly next: Uint8Array | null;
  /** Those that core does not make itself. */
  readonly edits: readonly FileEdit[];
}

/** All of them. */
export interface RevertedFiles {
  readonly config: RevertedFile;
  readonly auth: RevertedFile;
  readonly keys: RevertedFile;
}

/** How each kind of file is taken back and replaced. */
interface Way {
  readonly back: (view: View, contents: Contents) => readonly FileEdit[];
  readonly replaced: typeof replacedFile;
}

/** Works out what becomes of the files. Throws what {@link configBack}, {@link authBack} and {@link keysBack} throw. */
export async function revertedFiles(store: Store, view: View, goal: RevertGoal): Promise<RevertedFiles> {
  const made = await byPlace(view, goal);
  const revert = async (name: string, way: Way): Promise<RevertedFile> => {
    const { file, content: now } = await readFile(view, view.path(store.home, name));
    const change = made.get(await view.resolve(file)) ?? null;
    const edits = editsOf(view, { change, file, now }, way);
    return { file, change, now, next: nextOf(change, now, edits), edits };
  };
  return {
    config: await revert("config.toml", { back: configBack, replaced: replacedFile }),
    auth: await revert("auth.json", { back: authBack, replaced: replacedAuth }),
    keys: await revert("zcf-keys.json", { back: keysBack, replaced: replacedFile }),
  };
}

/** The home may be named in another way than it was then. */
async function byPlace(view: View, { files }: RevertGoal): Promise<ReadonlyMap<string, MadeChange>> {
  const places = files.map(async (change) => [await view.resolve(change.file), change] as const);
  return new Map(await Promise.all(places));
}

interface Question extends Pick<RevertedFile, "change" | "now"> {
  readonly file: FilePath;
}

function editsOf(view: View, { change, file, now }: Question, way: Way): readonly FileEdit[] {
  if (change === null) return [];
  const { group, before, after } = change;
  if (change.now === "changed") return way.back(view, { file, before, after, now });
  return change.now === "replaced" ? way.replaced(view, { group, file, before, now }) : [];
}

function nextOf(
  change: MadeChange | null,
  now: Uint8Array | null,
  [edit]: readonly FileEdit[],
): Uint8Array | null {
  if (change?.now === "exact") return change.before;
  if (edit === undefined) return now;
  if (edit.kind === "patch") return applyHunks(now ?? new Uint8Array(), edit.hunks);
  return edit.kind === "create" ? edit.content : null;
}

/** Whether a file will hold something else than it does. */
export function changes({ now, next }: RevertedFile): boolean {
  if (now === null || next === null) return now !== next;
  return now.length !== next.length || now.some((byte, index) => byte !== next[index]);
}
