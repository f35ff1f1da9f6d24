import { isSwitchError, type Memory, type Store, type View } from "@zcf/contract";
import { ownersOfKey } from "../auth/owners.ts";
import { readRemembered } from "../auth/situation.ts";
import { type ReadFile, readFile } from "../read-file.ts";
import { fingerprints } from "../situation.ts";
import { type Delivery, deliveriesOf, receiver, textOf, type Use } from "./deliveries.ts";
import { useOf } from "./use-of.ts";

/**
 * What each server of the home was given until now, for the ledger (fingerprints of key and server together): an undo may
 * bring back one of the two, long after the other was changed.
 */
export async function rememberGiven(store: Store, view: View): Promise<readonly Memory[]> {
  const [config, auth, keys] = await Promise.all(
    ["config.toml", "auth.json", "zcf-keys.json"].map(async (name) => legible(store, view, name)),
  );
  if (!config || !auth || !keys) return [];
  const use = useOf({ config, auth, keys });
  if (use === null) return [];
  const isInOrder = isOwnersKey(use, {
    file: auth.file,
    remembered: await readRemembered(view),
    fingerprint: fingerprints(view),
  });
  // A login says itself which service it is for.
  const given = deliveriesOf(use).filter(
    (one) => one.credential.kind === "key" && (!one.isUsed || isInOrder),
  );
  return [...new Set(given.map((one) => keyOf(view, one)))].map((key) => ({
    key,
    value: true,
    write: "first",
  }));
}

/** `null` for what cannot be read: whoever plans to write it says so. */
async function legible({ home }: Store, view: View, name: string): Promise<ReadFile | null> {
  try {
    return await readFile(view, view.path(home, name));
  } catch (error) {
    if (isSwitchError(error) && error.code === "unreadable") return null;
    throw error;
  }
}

/** Whether a server was given this before. */
export async function wasGiven(view: View, delivery: Delivery): Promise<boolean> {
  return (await view.recall(keyOf(view, delivery))) !== null;
}

function keyOf(view: View, delivery: Delivery): string {
  return `given/${fingerprints(view)(textOf(delivery))}`;
}

type Question = Pick<Parameters<typeof ownersOfKey>[0], "file" | "remembered" | "fingerprint">;

/** A config that somebody changed by hand may have another provider's key sent: that was never given for this server. */
function isOwnersKey(use: Use, about: Question): boolean {
  const owners = ownersOfKey({ ...about, data: use.auth, keys: use.keys, config: use.config });
  return owners !== null && (owners.by === "used" || owners.ids.includes(receiver(use) ?? ""));
}
