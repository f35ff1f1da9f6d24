import { hostOf } from "../../provider/probe/parse-url.ts";
import type { ProviderOutput } from "../output.ts";
import { probedLines } from "./probed.ts";
import { entryLines, providers } from "./providers.ts";
import type { Screen } from "./screen.ts";

/** What is said of providers. `isWatched`: somebody sees what is going on. */
export function providerOutput(screen: Screen, isWatched: boolean): ProviderOutput {
  const { test } = screen.messages.ui.provider;
  return {
    providers: (found, adapters) => providers(screen, found, adapters),
    provider: (place, entry) => {
      for (const line of entryLines(screen, place, entry)) screen.out(line);
    },
    probing: ({ url }) => {
      if (isWatched) screen.err(test.asking(hostOf(url)));
    },
    probed: (place, probed) => {
      for (const line of probedLines(screen, place, probed)) screen.out(line);
    },
  };
}
