import type { View } from "@zcf/contract";
import { isSwitchError } from "@zcf/contract";
import { isJsonObject, jsonAt } from "@zcf/formats";
import type { Places } from "./places.ts";
import type { Profile } from "./profile.ts";
import { jsonOf, readFile } from "./read-file.ts";

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

// It is read as JSON5 by its owner; what is not plain JSON we do not know.
async function configOf(view: View, file: Places["router"]) {
  try {
    const data = jsonOf(await readFile(view, file))?.data;
    return isJsonObject(data) ? data : null;
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    return null;
  }
}

function portOf(port: unknown): string {
  return typeof port === "number" || (typeof port === "string" && port !== "")
    ? String(port)
    : String(DEFAULTS.port);
}
