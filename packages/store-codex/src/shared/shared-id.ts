import type { Config } from "../config/config.ts";

/** The ids a shared table may have: the first, unless the user has a table of that name. */
export const SHARED_IDS: readonly string[] = ["zcf", "zcf-shared"];

/** The comment behind the table's header. It tells our table from one of the user's; never change it. */
export const MARK = "zcf writes this table anew at each switch (--sessions shared)";

/** The shared id of a home: the one it has, else the first that is free; `null` when none is. */
export function sharedId({ shared, providers }: Pick<Config, "shared" | "providers">): string | null {
  if (shared !== null) return shared.id;
  return SHARED_IDS.find((id) => !providers.some((provider) => provider.id === id)) ?? null;
}
