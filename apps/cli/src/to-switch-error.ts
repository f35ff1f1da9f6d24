import type { DiskState } from "@zcf/contract";
import { isSwitchError, SwitchError } from "@zcf/contract";

/** How many stack frames say where it was. */
const FRAMES = 5;

/**
 * Anything that was thrown, as an error that can be shown.
 *
 * The text of an unexpected error may quote what it choked on (`JSON.parse` does), and that may be a key: only its
 * kind and place are told. `disk` is what it may have left behind.
 */
export function toSwitchError(thrown: unknown, disk: DiskState = "untouched"): SwitchError {
  const expected = isSwitchError(thrown);
  if (expected && thrown.kind !== "internal") return thrown;
  const origin = expected ? (thrown.cause ?? thrown) : thrown;
  return new SwitchError({
    kind: "internal",
    code: "internal",
    params: { reason: placeOf(origin) },
    disk: expected ? thrown.disk : disk,
    cause: thrown,
  });
}

function placeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  const frames = (thrown.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [thrown.name, ...frames.slice(0, FRAMES).map((line) => line.trim())].join(" ");
}
