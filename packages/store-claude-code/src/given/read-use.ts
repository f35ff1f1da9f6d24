import { isSwitchError, type View } from "@zcf/contract";
import type { Places } from "../places.ts";
import { readProfiles } from "../profiles.ts";
import { readSettings } from "../settings.ts";
import type { Use } from "./deliveries.ts";

/** What the files say together; `null` where the profiles or their keys cannot be read. */
export async function readUse(view: View, places: Places): Promise<Use | null> {
  try {
    return {
      settings: await readSettings(view, places.settings),
      profiles: await readProfiles(view, places),
    };
  } catch (error) {
    if (!isSwitchError(error)) throw error;
    return null;
  }
}
