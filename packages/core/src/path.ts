import { isAbsolute, normalize, relative, resolve, sep } from "node:path";
import type { FilePath } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";

/** Brands an absolute path after normalising it. */
export function filePath(path: string): FilePath {
  return normalize(resolve(path)) as FilePath;
}

/** Whether a path is a root or lies below it; compared as text, because links inside a home are the user's own. */
export function isInside(roots: readonly string[], path: string): boolean {
  return roots.some((root) => {
    const way = relative(root, path);
    return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
  });
}

export function outsideRoots(path: string): SwitchError {
  return new SwitchError({ kind: "adapter", code: "outside-roots", params: { file: path } });
}
