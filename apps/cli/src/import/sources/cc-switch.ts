import { join } from "node:path";
import type { Reading } from "@zcf/import";
import { CC_SWITCH_QUERY, importError, readCcSwitch, readCcSwitchConfig } from "@zcf/import";
import type { Place } from "./source.ts";

/** Its database, or the file that it had before. */
export async function ccSwitch({ files, home }: Place): Promise<Reading> {
  const folder = join(home, ".cc-switch");
  const [database, config] = [join(folder, "cc-switch.db"), join(folder, "config.json")];
  if ((await files.start(database)) !== null) return ccSwitchDatabase(database);
  const found = await files.read(config);
  if (found !== null) return readCcSwitchConfig(found);
  throw importError("import.no-source", { source: "cc-switch", files: [database, config] });
}

export async function ccSwitchDatabase(database: string): Promise<Reading> {
  const { readCopiedDatabase } = await import("@zcf/core");
  return readCcSwitch(await readCopiedDatabase(database, CC_SWITCH_QUERY));
}
