import { isSwitchError } from "@zcf/contract";
import type { Context } from "../context.ts";
import { locate } from "../operation/make-plan.ts";
import type { StoreQuery } from "../switcher.ts";
import type { Pending } from "./pending.ts";

/**
 * Which unfinished operations are about certain stores; one that does not say may be, and is.
 *
 * @throws SwitchError `unknown-tool` (usage).
 */
export async function askedFor(
  context: Context,
  { tools, home }: StoreQuery,
): Promise<(pending: Pending) => boolean> {
  const adapters = tools?.map((tool) => context.registry.find(tool).id);
  const homes = home === undefined ? undefined : await homesAt(context, home, tools);
  return ({ stores }) =>
    stores.length === 0 ||
    stores.some((note) => (adapters?.includes(note.adapter) ?? true) && (homes?.includes(note.home) ?? true));
}

/** A home that is gone has no store any more; what is unfinished there has to end all the same. */
async function homesAt(
  context: Context,
  home: string,
  tools: readonly string[] | undefined,
): Promise<readonly string[]> {
  const places = await locate(context, tools, home).catch((error: unknown) => {
    if (isSwitchError(error)) return [];
    throw error;
  });
  const found = [home, ...places.map(({ store }) => store.home)];
  return Promise.all(found.map((one) => context.disk.resolve(one)));
}
