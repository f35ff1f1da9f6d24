import type { Store, View } from "@zcf/contract";
import type { KeepOut } from "./keep-out.ts";
import type { Course } from "./standing.ts";
import type { StoredOffsets } from "./stored-offsets.ts";

/** What the threads of one plan share. */
export interface Planning {
  readonly store: Store;
  readonly view: View;
  readonly course: Course;
  /** See `Survey.unread`. */
  readonly unread: string | null;
  readonly keepOut: KeepOut;
  readonly offsets: StoredOffsets;
}
