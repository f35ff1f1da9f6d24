import type { Pending } from "@zcf/core";
import { targetsText } from "./deed-text.ts";
import type { Screen } from "./screen.ts";

/** What was interrupted and still is, on stderr: it is no result. */
export function unfinished(screen: Screen, pending: readonly Pending[]): void {
  const { ui, separator } = screen.messages;
  const texts = ui.unfinished;
  screen.err(screen.errStyle.warn(texts.head(pending.length)));
  for (const { id, stores } of pending) {
    const places = stores.map(
      (store) => `${store.adapter}${ui.history.colon}${targetsText(ui.history, store)}`,
    );
    screen.err(`  ${[id, ...places].join(separator)}`);
  }
  screen.err(`${screen.errStyle.strong(ui.next)}${texts.next}`);
}
