import type { Reporter, Switcher } from "@zcf/core";
import type { Messages } from "./messages/messages.ts";
import type { Output } from "./output/output.ts";
import type { Runtime } from "./runtime/runtime.ts";

/** What one run of the program works with. */
export interface Session {
  readonly runtime: Runtime;
  readonly messages: Messages;
  readonly output: Output;
  /** Loads core and the adapters; commands that need neither never call it. */
  readonly openSwitcher: (reporter?: Reporter) => Promise<Switcher>;
}
