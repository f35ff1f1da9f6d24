import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Environment, Notice, ProviderChange, StoreAdapter } from "@zcf/contract";

/** Where a key goes to a place that the tool asks a program for, and no such program is on the `PATH` here: that. */
export function missingProgram(
  { manage }: StoreAdapter,
  { keyStore }: ProviderChange,
  environment: Environment,
): Notice | null {
  const { program, id: store = "" } = manage?.keyStores.find(({ id }) => id === keyStore) ?? {};
  if (program === undefined || isOnPath(program, environment)) return null;
  return { code: "cli.program-missing", severity: "warning", params: { program, store } };
}

function isOnPath(program: string, { platform, variables }: Environment): boolean {
  const name = platform === "win32" ? "Path" : "PATH";
  const folders = (variables[name] ?? variables["PATH"] ?? "").split(delimiter).filter((one) => one !== "");
  const endings = platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];
  return folders.some((folder) => endings.some((ending) => canRun(join(folder, program + ending))));
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
