import type { StoreAdapter } from "@zcf/contract";
import { toy } from "../toy-adapter.ts";

/** The same tool a second time, with a home of its own. */
export function twin(home: string): StoreAdapter {
  const adapter = toy();
  return {
    ...adapter,
    id: "twin",
    aliases: [],
    locate: async (environment, view) => {
      const stores = await adapter.locate(environment, view, home);
      return stores.map((store) => ({ ...store, adapter: "twin" }));
    },
  };
}
