import type { FilePath, Store, View } from "@zcf/contract";
import { applyHunks, editToml, isFormatError } from "@zcf/formats";
import { keysEdits, readKeys } from "../auth/keys-file.ts";
import { readFile } from "../read-file.ts";
import { failure, hint } from "../report.ts";
import { edited } from "./edited.ts";
import type { Fix } from "./found.ts";

/** What a file holds before and after. */
export interface FixedFile {
  readonly group: string;
  readonly file: FilePath;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  /** Where it differs, as far as that is known more finely than by comparing. */
  readonly hunks: ReturnType<typeof editToml> | null;
  readonly sensitive: boolean;
}

/** What the fixes of `config.toml` make of it, and of our own file: that one first, because it takes up what the other loses. */
export async function fixFiles(
  store: Store,
  view: View,
  fixes: readonly Fix[],
): Promise<readonly FixedFile[]> {
  const asked = fixes.filter((fix) => fix.kind === "config");
  if (asked.length === 0) return [];
  return [...(await keysAfter(store, view, asked)), ...(await configAfter(store, view, asked))];
}

type ConfigFix = Extract<Fix, { readonly kind: "config" }>;

async function configAfter(
  store: Store,
  view: View,
  fixes: readonly ConfigFix[],
): Promise<readonly FixedFile[]> {
  const { file, content } = await readFile(view, view.path(store.home, "config.toml"));
  const before = content ?? new Uint8Array();
  const hunks = hunksOf(file, before, fixes);
  if (hunks.length === 0) return [];
  const sensitive = fixes.some((fix) => fix.sensitive === true);
  return [{ group: "config", file, before, after: applyHunks(before, hunks), hunks, sensitive }];
}

function hunksOf(
  file: FilePath,
  content: Uint8Array,
  fixes: readonly ConfigFix[],
): ReturnType<typeof editToml> {
  try {
    return editToml(
      content,
      fixes.flatMap(({ changes }) => changes),
    );
  } catch (error) {
    if (!isFormatError(error)) throw error;
    const { line, column, reason } = error;
    const next = hint("codex.hint-edit-file", { file, line });
    throw failure("environment", "codex.config-syntax", { file, line, column, reason }, next);
  }
}

async function keysAfter(
  store: Store,
  view: View,
  fixes: readonly ConfigFix[],
): Promise<readonly FixedFile[]> {
  const keysFile = await readKeys(store, view);
  const { keys, file, content } = keysFile;
  const providers = { ...keys.providers };
  for (const { known = {} } of fixes)
    for (const [id, one] of Object.entries(known)) providers[id] = { ...providers[id], ...one };
  const [edit] = keysEdits(view, keysFile, { ...keys, providers });
  if (edit === undefined) return [];
  return [
    { group: "auth", file, before: content, after: edited(content, edit), hunks: null, sensitive: true },
  ];
}
