import { isAbsolute, relative, resolve, sep } from "node:path";
import type { FilePath } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";

/** Brands an absolute path after normalising it. */
export function filePath(path: string): FilePath {
  return (NORMAL.test(path) ? path : resolve(path)) as FilePath;
}

/** What is asked about has nearly always been normalised before, and to do it again leaves a dozen strings behind. */
const NORMAL = sep === "/" ? /^(?:\/(?!\.{0,2}(?:\/|$))[^/]*)+$/ : /^(?!)/;

/** Whether a path is a root or lies below it; compared as text, because links inside a home are the user's own. */
export function isInside(roots: readonly string[], path: string): boolean {
  return roots.some((root) => path === root || isPlainlyBelow(root, path) || isBelow(root, path));
}

const DOTS = /(^|[\\/])\.\.?([\\/]|$)/;

/** Nearly every path that is asked about; it takes a tenth of the time. */
function isPlainlyBelow(root: string, path: string): boolean {
  return path.startsWith(root) && path[root.length] === sep && !DOTS.test(path);
}

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

export function outsideRoots(path: string): SwitchError {
  return new SwitchError({ kind: "adapter", code: "outside-roots", params: { file: path } });
}
