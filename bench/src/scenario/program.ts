import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Manifest {
  readonly bin: { readonly zcf: string };
  readonly version: string;
}

/** The program to measure. */
export interface Program {
  readonly main: string;
  readonly version: string;
}

/** Copies a built CLI, so that a build meanwhile does not disturb: what its manifest publishes, and nothing beside it. */
export function copyProgram(from: string, to: string): Program {
  cpSync(join(from, "package.json"), join(to, "package.json"));
  cpSync(join(from, "dist"), join(to, "dist"), { recursive: true });
  const { bin, version } = JSON.parse(readFileSync(join(to, "package.json"), "utf8")) as Manifest;
  return { main: join(to, bin.zcf), version };
}
