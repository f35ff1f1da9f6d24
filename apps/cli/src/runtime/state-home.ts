import { join, resolve } from "node:path";
import type { Runtime } from "./runtime.ts";

/** Where zcf keeps its own state: `$ZCF_HOME`, else upstream's place. */
export function stateHome({ environment, cwd }: Runtime): string {
  const named = environment.variables["ZCF_HOME"];
  if (named !== undefined && named !== "") return resolve(cwd, named);
  return join(environment.home, ".ufomiao", "zcf");
}
