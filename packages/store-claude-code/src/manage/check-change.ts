import type { ProviderChange, Store, View } from "@zcf/contract";
import { readSituation } from "../situation.ts";
import { found } from "./found.ts";
import { managedProfiles } from "./managed-profiles.ts";
import { requireChange, requireName } from "./require-change.ts";
import { requireUntaken } from "./require-untaken.ts";

/** What can be said of a change before all of it is known. Throws the usage errors of {@link changedProfiles}. */
export async function checkChange(store: Store, view: View, change: ProviderChange): Promise<void> {
  if (change.change === "remove") return;
  requireChange(change);
  const profiles = managedProfiles(await readSituation(store, view));
  if (change.change !== "add") found(profiles, change.id);
  if (change.change !== "edit") requireUntaken(change.copyId ?? change.id, profiles);
  const name = change.fields["name"];
  if (change.change === "edit" && name !== undefined) requireName(change.id, name);
}
