import type { Json, View } from "@zcf/contract";
import { KEY, keyOf } from "../auth/credential.ts";
import { type Keys, keysEdits, parseKeys } from "../auth/keys-file.ts";
import { ownersOfKey } from "../auth/owners.ts";
import { UNKNOWN } from "../auth/park.ts";
import { readRemembered } from "../auth/situation.ts";
import { withShared } from "../shared/find-shared.ts";
import { readNote, SHARED_MEMORY } from "../shared/note.ts";
import { fingerprints } from "../situation.ts";
import { changedSince } from "./changed-since.ts";
import { readableConfig } from "./readable-config.ts";
import type { RevertedFile, RevertedFiles } from "./reverted-files.ts";
import { authIn } from "./whose-credential.ts";

/**
 * The files with the key in use parked, where it would be gone: a token refresh deletes the entry that a switch took it
 * from, and then the copy that goes is the only one. A key that the operation itself brought goes with it; and a backup
 * that replaces it is another matter: that was asked for.
 *
 * Throws `codex.undo-changed` (conflict) where another key waits in its place.
 */
export async function keepKey(view: View, files: RevertedFiles): Promise<RevertedFiles> {
  const { auth, keys } = files;
  const key = keyOf(authIn(auth, auth.now));
  if (key === null || holds(authIn(auth, auth.next), key)) return files;
  if (goesBackWhole(files) && !wasThere(files, key)) return files;
  if ([auth, keys].some(({ change }) => change?.now === "replaced")) return files;
  const left = parseKeys({ file: keys.file, content: keys.next }).keys;
  if (holds(left.keys, key) || holds(left.entries, key)) return files;
  const place = [...(await ownersNow(view, files)), UNKNOWN].find((id) => left.keys[id] === undefined);
  if (place === undefined) throw changedSince(auth.file, [KEY], 0);
  return { ...files, keys: parked(view, keys, { ...left, keys: { ...left.keys, [place]: key } }) };
}

/** Nobody has touched either file since the operation. */
function goesBackWhole({ auth, keys }: RevertedFiles): boolean {
  return auth.change?.now === "exact" && (keys.change === null || keys.change.now === "exact");
}

/** Whether the operation found it, in whichever of the two files. */
function wasThere({ auth, keys }: RevertedFiles, key: string): boolean {
  const content = keys.change === null ? keys.now : keys.change.before;
  const past = parseKeys({ file: keys.file, content }).keys;
  const before = authIn(auth, auth.change?.before ?? null);
  return [before, past.keys, past.entries].some((record) => holds(record, key));
}

function holds(record: Readonly<Record<string, Json>>, key: string): boolean {
  return Object.values(record).includes(key);
}

async function ownersNow(view: View, { config, auth, keys }: RevertedFiles): Promise<readonly string[]> {
  const read = readableConfig({ file: config.file, content: config.now });
  if (read === null) return [];
  const owners = ownersOfKey({
    file: auth.file,
    data: authIn(auth, auth.now),
    keys: parseKeys({ file: keys.file, content: keys.now }).keys,
    config: withShared(read, readNote(await view.recall(SHARED_MEMORY))),
    remembered: await readRemembered(view),
    fingerprint: fingerprints(view),
  });
  return owners?.ids ?? [];
}

function parked(view: View, keys: RevertedFile, next: Keys): RevertedFile {
  const edits = keysEdits(view, parseKeys({ file: keys.file, content: keys.now }), next);
  return { ...keys, edits, next: contentAfter(edits) ?? keys.now };
}

/** The file is written as a whole. */
function contentAfter([edit]: ReturnType<typeof keysEdits>): Uint8Array | null {
  if (edit?.kind === "patch") return edit.hunks[0]?.after ?? null;
  return edit?.kind === "create" ? edit.content : null;
}
