import type { FileEdit, FilePath, MadeChange, RevertGoal, View } from "@zcf/contract";
import { type Delivery, deliveriesOf, sentTo, type Use } from "../given/deliveries.ts";
import { readUse } from "../given/read-use.ts";
import { wasGiven } from "../given/remember-given.ts";
import { overlay } from "../overlay.ts";
import type { Places } from "../places.ts";
import { failure } from "../report.ts";
import { partedHelper } from "./parted-helper.ts";

/** What an undo makes of the files; `edits` are those that core does not make itself. */
export interface Undoing {
  readonly view: View;
  readonly places: Places;
  readonly files: RevertGoal["files"];
  readonly edits: readonly FileEdit[];
}

/**
 * What servers would get after an undo that nobody has given for them, once for each: a key and its server may stand in two
 * files, of which the operation changed one, and somebody else the other since.
 *
 * Throws `claude-code.undo-changed` (conflict) where settings would ask for the key of a profile that has another server by now.
 */
export async function separated(undoing: Undoing): Promise<readonly Delivery[]> {
  const [now, next] = [await useWith(undoing, []), await useWith(undoing, editsOf(undoing))];
  requireTogether(undoing, now, next);
  const known = new Set([now, ...(await sidesOf(undoing))].flatMap(sentIn).map(sentTo));
  const found = new Map<string, Delivery>();
  for (const one of sentIn(next))
    if (!known.has(sentTo(one)) && !(await wasGiven(undoing.view, one))) found.set(sentTo(one), one);
  return [...found.values()];
}

function requireTogether({ places }: Undoing, now: Use | null, next: Use | null): void {
  const parted = next === null ? null : partedHelper(next);
  if (parted === null || (now !== null && parted === partedHelper(now))) return;
  throw failure("conflict", "claude-code.undo-changed", { file: places.profiles, keys: [parted] });
}

/** With those that core makes. */
function editsOf({ files, edits }: Undoing): readonly FileEdit[] {
  const exact = files.filter(({ file, now }) => now === "exact" && edits.every((edit) => edit.file !== file));
  return [...edits, ...exact.map(({ file, before }) => whole(file, before))];
}

/** Before the operation and after it, as far as it changed the files: what else was there then nobody knows any more. */
async function sidesOf(undoing: Undoing): Promise<readonly (Use | null)[]> {
  const isBackup = undoing.files.some(({ now }) => now === "replaced");
  const made = undoing.files.filter(({ now }) => isBackup || now !== "kept");
  const unknown = absent(undoing, made);
  const [before, after] = [
    made.map(({ file, before: content }) => whole(file, content)),
    made.map(({ file, after: content }) => whole(file, content)),
  ];
  return [await useWith(undoing, [...unknown, ...before]), await useWith(undoing, [...unknown, ...after])];
}

async function useWith({ view, places }: Undoing, edits: readonly FileEdit[]): Promise<Use | null> {
  return readUse(await overlay(view, edits), places);
}

function sentIn(use: Use | null): readonly Delivery[] {
  return use === null ? [] : deliveriesOf(use);
}

function absent({ places }: Undoing, made: readonly MadeChange[]): readonly FileEdit[] {
  const { settings, profiles, keys } = places;
  return [settings, profiles, keys]
    .filter((path) => made.every(({ file }) => file !== path))
    .map((file) => whole(file, null));
}

function whole(file: FilePath, content: Uint8Array | null): FileEdit {
  const common = { group: "", file } as const;
  if (content === null) return { ...common, kind: "remove", content: new Uint8Array() };
  return { ...common, kind: "create", content, mode: 0o600 };
}
