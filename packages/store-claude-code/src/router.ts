import type { View } from "@zcf/contract";
import { isFormatError, isJsonObject, jsonAt, readJson5 } from "@zcf/formats";
import type { Places } from "./places.ts";
import type { Profile } from "./profile.ts";
import { readFile } from "./read-file.ts";

/** The id of the target, and what upstream calls it in `currentProfile`. */
export const ROUTER = "ccr";
export const ROUTER_PROFILE = "ccr-proxy";

/** What upstream takes where the config says nothing. */
const DEFAULTS = { host: "127.0.0.1", port: 3456, key: "sk-zcf-x-ccr" };

/** claude-code-router as a profile; `null` when its config is not there, or cannot be read. */
export async function readRouter(view: View, { router }: Places): Promise<Profile | null> {
  const data = await configOf(view, router);
  if (data === null) return null;
  const [host, port, key] = ["HOST", "PORT", "APIKEY"].map((name) => jsonAt(data, name));
  return {
    id: ROUTER,
    name: "claude-code-router",
    kind: "api_key",
    type: "api_key",
    key: typeof key === "string" && key.trim() !== "" ? key : DEFAULTS.key,
    baseUrl: `http://${typeof host === "string" && host !== "" ? host : DEFAULTS.host}:${portOf(port)}`,
    models: {},
    file: router,
  };
}

/** Its owner reads it as JSON5. */
async function configOf(view: View, file: Places["router"]) {
  const { content } = await readFile(view, file);
  if (content === null) return null;
  try {
    const data = readJson5(content);
    return isJsonObject(data) ? data : null;
  } catch (error) {
    if (!isFormatError(error)) throw error;
    return null;
  }
}

function portOf(port: unknown): string {
  return typeof port === "number" || (typeof port === "string" && port !== "")
    ? String(port)
    : String(DEFAULTS.port);
}
