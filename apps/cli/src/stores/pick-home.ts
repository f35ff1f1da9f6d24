import { resolve } from "node:path";
import type { Runtime } from "../runtime/runtime.ts";

/** Another home than the tool's default one; a relative path starts where the command was called. */
export function pickHome({ cwd }: Runtime, home: string | undefined): { readonly home?: string } {
  return home === undefined ? {} : { home: resolve(cwd, home) };
}
