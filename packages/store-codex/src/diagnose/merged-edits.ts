import type { FileEdit, FilePath, ModeChange, View } from "@zcf/contract";
import { differingPart } from "@zcf/formats";
import { edited } from "./edited.ts";
import type { FixedFile } from "./fix-files.ts";
import type { Fix } from "./found.ts";

type ModeFix = Extract<Fix, { readonly kind: "mode" }>;

export interface Edits {
  readonly fixed: readonly FixedFile[];
  /** On the files as they are after `fixed`. */
  readonly aligned: readonly FileEdit[];
  /** The switch is to a provider: its key is there before it is in use. */
  readonly keyFirst: boolean;
  readonly modes: readonly ModeFix[];
}

/**
 * One edit for each file, whatever fixes touch it, in the order of the switch; what is fixed besides comes before it, but
 * `config.toml` as late as a switch would write it.
 */
export async function mergedEdits(
  view: View,
  { fixed, aligned, keyFirst, modes }: Edits,
): Promise<readonly FileEdit[]> {
  const alsoFixed = fixed.filter(({ file }) => !aligned.some((edit) => edit.file === file));
  const late = alsoFixed.filter(({ group }) => keyFirst && group === "config");
  const edits = [
    ...alsoFixed.filter((one) => !late.includes(one)).flatMap((one) => editOf(view, one)),
    ...aligned.flatMap((edit) => merged(view, edit, fixed)),
    ...late.flatMap((one) => editOf(view, one)),
  ];
  const changes = modeChanges(modes);
  const dressed = edits.map((edit) => withMode(edit, changes.get(edit.file)));
  const alone = [...changes].filter(([file]) => !edits.some((edit) => edit.file === file));
  return [...dressed, ...(await Promise.all(alone.map(([, one]) => modeEdit(view, one))))];
}

/** The edit of a switch, from what the file holds now. */
function merged(view: View, edit: FileEdit, fixed: readonly FixedFile[]): readonly FileEdit[] {
  const one = fixed.find(({ file }) => file === edit.file);
  if (one === undefined) return [edit];
  const sensitive = one.sensitive || edit.sensitive === true;
  return editOf(view, { ...one, sensitive, after: edited(one.after, edit), hunks: null });
}

function editOf(
  view: View,
  { group, file, before, after, hunks, sensitive }: FixedFile,
): readonly FileEdit[] {
  const common = { group, file, ...(sensitive ? SENSITIVE : {}) };
  if (before === null)
    return after === null ? [] : [{ ...common, kind: "create", content: after, mode: 0o600 }];
  if (after === null) return [{ ...common, kind: "remove", content: before }];
  const found = hunks ?? [differingPart(before, after)];
  const isEqual = found.every((hunk) => hunk.before.length + hunk.after.length === 0);
  return isEqual ? [] : [{ ...common, kind: "patch", base: view.digest(before), hunks: found }];
}

const SENSITIVE = { sensitive: true } as const;

interface Dressed {
  readonly group: string;
  readonly file: FilePath;
  readonly mode: ModeChange;
}

/** Several fixes may be about the bits of one file. */
function modeChanges(modes: readonly ModeFix[]): ReadonlyMap<FilePath, Dressed> {
  const byFile = new Map<FilePath, Dressed>();
  for (const { group, file, before, clear, set } of modes) {
    const now = byFile.get(file)?.mode.after ?? before;
    byFile.set(file, { group, file, mode: { before, after: (now & ~clear) | set } });
  }
  return byFile;
}

function withMode(edit: FileEdit, dressed: Dressed | undefined): FileEdit {
  return edit.kind !== "patch" || dressed === undefined ? edit : { ...edit, mode: dressed.mode };
}

/** When it was written stays as it is. */
async function modeEdit(view: View, { group, file, mode }: Dressed): Promise<FileEdit> {
  const base = view.digest(await view.read(file));
  return { kind: "patch", group, file, base, hunks: [], keepTimes: true, mode };
}
