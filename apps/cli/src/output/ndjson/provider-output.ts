import type { ProviderEntry } from "@zcf/contract";
import { placeOf } from "../../provider/probe/parse-url.ts";
import type { ProviderOutput, StorePlace } from "../output.ts";
import type { Say } from "./encode.ts";

/** What is said of providers. */
export function providerOutput(say: Say): ProviderOutput {
  return {
    providers: (found) => {
      for (const { tool, store, providers } of found)
        for (const entry of providers) say("provider", { tool, home: store.home, ...entry });
    },
    provider: ({ adapter, store }: StorePlace, entry: ProviderEntry) =>
      say("provider", { tool: adapter.id, home: store.home, ...entry }),
    probing: () => {},
    // Of the request neither the headers nor the body: the key is in there.
    probed: ({ adapter, store }, { entry, request, verdict }) => {
      const { method } = request;
      const url = placeOf(request.url);
      say("probe", { tool: adapter.id, home: store.home, id: entry.id, method, url, ...verdict });
    },
  };
}
