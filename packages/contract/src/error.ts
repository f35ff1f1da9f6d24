import type { Params } from "./plan.ts";

/**
 * What went wrong, coarsely: `usage` (the request cannot be meant so), `environment` (the machine or a file does not
 * let us), `conflict` (the state is not what the plan expects), `adapter` (a plan that core does not admit),
 * `unfinished` (an operation could be neither completed nor rolled back), `cancelled`, `internal` (our bug).
 */
export type ErrorKind =
  | "usage"
  | "environment"
  | "conflict"
  | "adapter"
  | "unfinished"
  | "cancelled"
  | "internal";

/** What the failed operation left on disk. */
export type DiskState = "untouched" | "restored" | "unfinished";

/** One next step; its text is found by `code` in a message catalogue. */
export interface Hint {
  readonly code: string;
  readonly params: Params;
}

export interface SwitchErrorInit {
  readonly kind: ErrorKind;
  /** Stable, kebab-case; an adapter's own codes carry its id before a dot. */
  readonly code: string;
  readonly params?: Params;
  readonly disk?: DiskState;
  readonly hints?: readonly Hint[];
  readonly cause?: unknown;
}

/** The one error that adapters and core throw on purpose. It has no text of its own: catalogues map `code` to it. */
export class SwitchError extends Error {
  override readonly name = "SwitchError";
  readonly kind: ErrorKind;
  readonly code: string;
  readonly params: Params;
  /** `untouched` unless said otherwise. */
  readonly disk: DiskState;
  readonly hints: readonly Hint[];

  constructor(init: SwitchErrorInit) {
    super(`${init.code} ${JSON.stringify(init.params ?? {})}`, { cause: init.cause });
    this.kind = init.kind;
    this.code = init.code;
    this.params = init.params ?? {};
    this.disk = init.disk ?? "untouched";
    this.hints = init.hints ?? [];
  }
}

/** Whether a caught value is a {@link SwitchError}, also one of another copy of this package. */
export function isSwitchError(value: unknown): value is SwitchError {
  return value instanceof Error && value.name === "SwitchError" && "code" in value && "disk" in value;
}
