import { isSwitchError, SwitchError } from "@zcf/contract";
import { withDisk } from "../apply/with-disk.ts";
import type { StateLayout } from "../state/layout.ts";
import { nameOf } from "./recovering.ts";

/** The same error, saying that the operation is not over because of it. A defect of ours stays one. */
export function stillUnfinished(error: unknown, layout: StateLayout, id: string): SwitchError {
  const known = withDisk(error, "unfinished");
  if (known.kind === "internal") return known;
  const { code, hints } = known;
  const params = { ...known.params, ...nameOf({ layout, id }) };
  const cause = isSwitchError(error) ? error.cause : error;
  return new SwitchError({ kind: "unfinished", code, params, hints, disk: "unfinished", cause });
}
