import type { FileEdit, FilePath, FileStat, View } from "@zcf/contract";
import { applyHunks } from "@zcf/formats";

/** The machine as it will be: what edits make of files is read instead of them. */
export async function overlay(view: View, edits: readonly FileEdit[]): Promise<View> {
  const files = new Map<FilePath, Uint8Array | null>();
  for (const edit of edits) files.set(edit.file, await afterOf(view, edit));
  return {
    can: view.can,
    path: (base, ...names) => view.path(base, ...names),
    resolve: async (path) => view.resolve(path),
    stat: async (file) => {
      const content = files.get(file);
      const now = await view.stat(file);
      if (content === undefined) return now;
      return content === null ? null : (now ?? statOf(content));
    },
    read: async (file, range) => {
      const content = files.get(file);
      return content instanceof Uint8Array && range === undefined ? content : view.read(file, range);
    },
    decode: (file, content, encoding) => view.decode(file, content, encoding),
    digest: (content) => view.digest(content),
    list: (directory, suffix, depth) => view.list(directory, suffix, depth),
    query: (database, sql, params) => view.query(database, sql, params),
    holders: async (file) => view.holders(file),
    processes: async (query) => view.processes(query),
    recall: async (key) => view.recall(key),
    memo: async (file, key, compute) => view.memo(file, key, compute),
  };
}

async function afterOf(view: View, edit: FileEdit): Promise<Uint8Array | null> {
  if (edit.kind === "create") return edit.content;
  return edit.kind === "remove" ? null : applyHunks(await view.read(edit.file), edit.hunks);
}

/** Of a file that is not there yet, as far as anybody here asks. */
function statOf(content: Uint8Array): FileStat {
  const none = { uid: 0, gid: 0, ino: 0n, mtimeNs: 0n, ctimeNs: 0n, link: null };
  return { kind: "file", size: content.length, mode: 0o600, ...none };
}
