import { join } from "node:path";
import type { Reading } from "@zcf/import";
import { importError, readRouter } from "@zcf/import";
import type { Place } from "./source.ts";

/** claude-code-router */
export async function router({ files, home, variables }: Place): Promise<Reading> {
  const config = join(home, ".claude-code-router", "config.json");
  const found = await files.read(config);
  if (found !== null) return readRouter(found, variables);
  throw importError("import.no-source", { source: "ccr", files: [config] });
}
