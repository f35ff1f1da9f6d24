import type { FileEdit, FilePath, View } from "@zcf/contract";
import {
  activate,
  applyHunks,
  commentedRootKeys,
  commentOut,
  copyFrom,
  editToml,
  isFormatError,
  lineOf,
  setString,
  type TomlChange,
  type TomlDocument,
  tomlAt,
} from "@zcf/formats";
import { parseConfig } from "../config/config.ts";
import { reusable } from "../config/plan-provider.ts";
import { changedSince } from "./changed-since.ts";
import { pathsBack } from "./paths-back.ts";
import { readableConfig } from "./readable-config.ts";

/** A file at the three times that count. */
export interface Times<T> {
  readonly before: T;
  readonly after: T;
  readonly now: T;
}

/** What a required file holds; `null` when it is not there. */
export interface Contents extends Times<Uint8Array | null> {
  readonly file: FilePath;
}

const PROVIDER = "model_provider";

/**
 * The edit of today's `config.toml` that takes back what differs between two earlier states of it, and keeps the rest.
 *
 * Throws `codex.undo-changed` (conflict) for the first such value that is neither as it was before nor as it was after.
 */
export function configBack(view: View, { file, ...contents }: Contents): readonly FileEdit[] {
  const times: Times<TomlDocument> = {
    before: sideOf(file, contents.before),
    after: sideOf(file, contents.after),
    now: parseConfig({ file, content: contents.now }).document,
  };
  const paths = pathsBack(file, times);
  const changes = paths.flatMap((path) => (path.join() === PROVIDER ? providerBack(times) : []));
  const others = paths
    .filter((path) => path.join() !== PROVIDER)
    .map((path) => copyFrom(times.before, path, times.after));
  const touchesTable = paths.some(([key]) => key !== PROVIDER && key !== "model");
  return editOf(view, { file, ...contents }, { changes: [...changes, ...others], touchesTable });
}

interface Changes {
  readonly changes: readonly TomlChange[];
  readonly touchesTable: boolean;
}

function editOf(
  view: View,
  { file, before, now }: Contents,
  { changes, touchesTable }: Changes,
): readonly FileEdit[] {
  const content = now ?? new Uint8Array();
  const hunks = hunksOf(file, content, changes);
  if (hunks.length === 0) return [];
  const common = { group: "config", file, ...(touchesTable ? ({ sensitive: true } as const) : {}) };
  const after = applyHunks(content, hunks);
  if (now === null) return [{ ...common, kind: "create", content: after, mode: 0o600 }];
  const isLeftEmpty = before === null && new TextDecoder().decode(after).trim() === "";
  if (isLeftEmpty) return [{ ...common, kind: "remove", content }];
  return [{ ...common, kind: "patch", base: view.digest(content), hunks }];
}

/** Throws `codex.undo-changed` where the file is built so that a value cannot be put back alone. */
function hunksOf(
  file: string,
  content: Uint8Array,
  changes: readonly TomlChange[],
): ReturnType<typeof editToml> {
  try {
    return editToml(content, changes);
  } catch (error) {
    if (!isFormatError(error)) throw error;
    throw changedSince(file, [], error.line);
  }
}

function sideOf(file: FilePath, content: Uint8Array | null): TomlDocument {
  const config = readableConfig({ file, content });
  if (config === null) throw changedSince(file, [], 0);
  return config.document;
}

/** Official is a line that was commented out, and a provider one that was taken into use again, as a switch does it. */
function providerBack({ before, after, now }: Times<TomlDocument>): readonly TomlChange[] {
  const then = tomlAt(before.data, PROVIDER);
  const ours = tomlAt(after.data, PROVIDER);
  if (then === undefined) {
    const commented = typeof ours === "string" ? usedComment(before, after, ours) : null;
    if (commented === null) return [copyFrom(before, [PROVIDER], after)];
    return [setString([PROVIDER], commented.value), commentOut(PROVIDER)];
  }
  const commented =
    typeof then === "string" && ours === undefined ? ownComment({ before, after, now }, then) : null;
  return [...(commented === null ? [] : [activate(PROVIDER, commented)]), copyFrom(before, [PROVIDER])];
}

/** The comment that was taken into use; `null` where a line was added instead. */
function usedComment(before: TomlDocument, after: TomlDocument, id: string): ReturnType<typeof reusable> {
  const found = commentedRootKeys(before, PROVIDER);
  return commentedRootKeys(after, PROVIDER).length < found.length ? reusable(found, id) : null;
}

/** The comment that the line has become, as it stands today; `null` where the line went, or that has gone since. */
function ownComment({ before, after, now }: Times<TomlDocument>, id: string): ReturnType<typeof reusable> {
  const made = commentedRootKeys(after, PROVIDER);
  if (made.length <= commentedRootKeys(before, PROVIDER).length) return null;
  const value = reusable(made, id)?.value;
  const line = lineOf(before, [PROVIDER]) ?? 0;
  const above = saying(before, value).filter((one) => one.line < line).length;
  const found = saying(now, value);
  return found[above] ?? found[0] ?? null;
}

/** Of several that say the same, the one in its place is meant. */
function saying(document: TomlDocument, value: string | undefined): ReturnType<typeof commentedRootKeys> {
  return commentedRootKeys(document, PROVIDER).filter((one) => one.value === value);
}
