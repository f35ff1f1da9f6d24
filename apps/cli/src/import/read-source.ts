import { resolve } from "node:path";
import type { Reading } from "@zcf/import";
import { canAsk } from "../apply/run-operation.ts";
import type { Session } from "../session.ts";
import type { ImportOptions } from "./import-options.ts";
import { openSourceFiles } from "./source-files.ts";
import { ccSwitch } from "./sources/cc-switch.ts";
import { ccs } from "./sources/ccs.ts";
import { file } from "./sources/file.ts";
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
  return read === undefined ? file(place, resolve(runtime.cwd, source)) : read(place);
}

/** What a provider that has to be renamed gets after its id. */
export function suffixOf(source: string): string {
  return Object.hasOwn(SOURCES, source) ? source : "imported";
}
