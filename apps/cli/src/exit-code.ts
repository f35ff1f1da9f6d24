import type { ErrorKind } from "@zcf/contract";
import type { Report, StoreReport } from "@zcf/core";

/** Every exit code of `zcf`; docs/cli.md explains them to users. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  drift: 3,
  unfinished: 4,
  partial: 5,
  internal: 70,
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_KIND: Readonly<Record<ErrorKind, ExitCode>> = {
  usage: EXIT.usage,
  environment: EXIT.failed,
  conflict: EXIT.failed,
  adapter: EXIT.failed,
  unfinished: EXIT.unfinished,
  cancelled: EXIT.cancelled,
  internal: EXIT.internal,
};

export function exitCodeOfError(kind: ErrorKind): ExitCode {
  return BY_KIND[kind];
}

/** A switch that stands is done, also when something was left out, unless `strict` says that this is not enough. */
export function exitCodeOfReport({ outcome, stores }: Report, strict: boolean): ExitCode {
  if (outcome === "declined" || outcome === "cancelled") return EXIT.cancelled;
  return strict && stores.some(isIncomplete) ? EXIT.partial : EXIT.done;
}

function isIncomplete({ skipped, notices }: StoreReport): boolean {
  return skipped.length > 0 || notices.some(({ incomplete }) => incomplete === true);
}
