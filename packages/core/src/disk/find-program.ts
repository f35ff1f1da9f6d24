import { accessSync, constants } from "node:fs";

/** Named in full, so that nothing on a search path can stand in for a program. */
const FOLDERS = [
  "/usr/bin",
  "/bin",
  "/usr/sbin",
  "/usr/local/bin",
  "/opt/homebrew/bin",
  "/run/current-system/sw/bin",
];

/** Where a program of the system is; `null` when it is not there. */
export function findProgram(name: string): string | null {
  return FOLDERS.map((folder) => `${folder}/${name}`).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
