import type { StoreAdapter } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { Switcher } from "@zcf/core";
import type { Session } from "../session.ts";
import { defaultHomes } from "../stores/default-homes.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { pickHome } from "../stores/pick-home.ts";
import { pickTool } from "../stores/pick-tool.ts";
import { usageError } from "../usage/cli-code.ts";
import { splitId } from "./split-id.ts";

export interface Wanted extends StoreOptions {
  /** As it was written; nothing yet for a provider that is to be added. */
  readonly id: string | undefined;
}

export interface Picking {
  readonly session: Session;
  readonly switcher: Switcher;
  /** Which of several tools it may be, if somebody can say; `null` where nobody can. */
  readonly choose: (tools: readonly StoreAdapter[], id: string | null) => Promise<StoreAdapter | null>;
}

/** A provider of a tool whose providers can be managed; `id` is `null` where none was named. */
export interface PickedProvider {
  readonly adapter: StoreAdapter;
  readonly id: string | null;
  readonly home: { readonly home?: string };
}

/** Throws `cli.which-tool`, `unknown-tool`, `not-managed` (usage). */
export async function pickProvider(picking: Picking, wanted: Wanted): Promise<PickedProvider> {
  const { session, switcher } = picking;
  const home = pickHome(session.runtime, wanted.home);
  const split = wanted.id === undefined ? null : splitId(switcher.adapters, wanted.id);
  const named = wanted.tool === undefined ? split?.adapter : pickTool(switcher.adapters, wanted.tool);
  const own = split !== null && split.adapter === named ? split.id : (wanted.id ?? null);
  const adapter = named ?? (await pickManaged(picking, wanted, home));
  if (adapter.manage === undefined) throw notManaged([adapter]);
  return { adapter, id: own, home };
}

async function pickManaged(
  { session, switcher, choose }: Picking,
  { id }: Wanted,
  { home }: PickedProvider["home"],
): Promise<StoreAdapter> {
  const managed = switcher.adapters.filter(({ manage }) => manage !== undefined);
  const here = home === undefined ? await onThisMachine(session, managed) : managed;
  const [first, ...others] = here.length === 0 ? managed : here;
  if (first === undefined) throw notManaged(switcher.adapters);
  if (others.length === 0) return first;
  const chosen = await choose([first, ...others], id ?? null);
  if (chosen !== null) return chosen;
  throw usageError("cli.which-tool", { known: [first, ...others].map((one) => one.id) });
}

async function onThisMachine(
  { runtime }: Session,
  adapters: readonly StoreAdapter[],
): Promise<readonly StoreAdapter[]> {
  if (adapters.length < 2) return adapters;
  const homes = await Promise.all(adapters.map((one) => defaultHomes(one, runtime.environment)));
  return adapters.filter((_, index) => (homes[index] ?? []).length > 0);
}

function notManaged(adapters: readonly StoreAdapter[]): SwitchError {
  const params = { tool: adapters.map(({ name }) => name) };
  return new SwitchError({ kind: "usage", code: "not-managed", params });
}
