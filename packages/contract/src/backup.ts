import type { CONTRACT } from "./contract.ts";
import type { FilePath } from "./path.ts";
import type { Store } from "./store.ts";
import type { View } from "./view.ts";

/** One thing to copy into the backup. */
export interface Copy {
  readonly kind: "file" | "database";
  readonly file: FilePath;
}

/** Chooses what a switch keeps of the state before it. Pure: it chooses, core copies. */
export interface BackupStrategy {
  readonly contract: typeof CONTRACT;
  readonly id: string;
  /**
   * What stays of the operation's own journalled before-sides once it is committed: `all`, or `plain`, which drops
   * those of sensitive edits (such an edit cannot be undone then, and confirm says so).
   */
  readonly keeps: "all" | "plain";
  /** What to copy besides; nothing for most strategies. */
  copies(store: Store, view: View): AsyncIterable<Copy>;
}
