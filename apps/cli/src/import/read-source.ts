import { basename, resolve } from "node:path";
import type { Reading } from "@zcf/import";
import { importError } from "@zcf/import";
import { canAsk } from "../apply/run-operation.ts";
import type { Session } from "../session.ts";
import { closest } from "../usage/closest.ts";
import { type ImportOptions, STANDARD_INPUT } from "./import-options.ts";
import { openSourceFiles } from "./source-files.ts";
import { ccSwitch } from "./sources/cc-switch.ts";
import { ccs } from "./sources/ccs.ts";
import { file, standardInput } from "./sources/file.ts";
import { router } from "./sources/router.ts";
import type { Place, ReadSource } from "./sources/source.ts";
import { zcf } from "./sources/zcf.ts";

/** By the name that `zcf import` takes; anything else is a file. */
const SOURCES: Readonly<Record<string, ReadSource>> = { zcf, "cc-switch": ccSwitch, ccr: router, ccs };

export async function readSource(session: Session, options: ImportOptions): Promise<Reading> {
  const { runtime } = session;
  const { source, from, passphrase } = options;
  const { home, variables } = runtime.environment;
  const place: Place = {
    session,
    files: await openSourceFiles(),
    home: from === undefined ? home : resolve(runtime.cwd, from),
    variables,
    passphrase,
    canAsk: canAsk(session, options),
  };
  const read = Object.hasOwn(SOURCES, source) ? SOURCES[source] : undefined;
  if (read !== undefined) return read(place);
  if (source === STANDARD_INPUT) return standardInput(place);
  const path = resolve(runtime.cwd, source);
  const found = await file(place, path);
  if (found !== null) return found;
  const params = { source: basename(path), files: [path], closest: closest(source, Object.keys(SOURCES)) };
  throw importError("import.no-source", params);
}

/** What a provider that has to be renamed gets after its id. */
export function suffixOf(source: string): string {
  return Object.hasOwn(SOURCES, source) ? source : "imported";
}
