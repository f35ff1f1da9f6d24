import type { Environment, StoreAdapter } from "@zcf/contract";
import type {
  FixRequest,
  ProvidersRequest,
  Request,
  RestoreRequest,
  SwitchRequest,
  SyncRequest,
} from "@zcf/core";
import type { FaultMatrixOptions } from "../faults/fault-matrix.ts";
import type { Place } from "../faults/scenario.ts";
import type { PictureOptions } from "../homes/picture.ts";

/** What is asked of the adapter; its own id is added as the tool. */
export type AdapterGoal =
  | Omit<SwitchRequest, "tools" | "home">
  | Omit<SyncRequest, "tools" | "home">
  | Omit<RestoreRequest, "tools" | "home">
  | Omit<ProvidersRequest, "tools" | "home">
  | Omit<FixRequest, "tools" | "home">;

/** What others put into a home, and what must still be there later. */
export interface Trace {
  /** Relative to the home. */
  readonly file: string;
  /** Stands in the file, as it is. */
  readonly text: string;
}

/** An adapter, and what the laws need to know of its tool. Everything is played in temporary directories. */
export interface AdapterOptions extends PictureOptions {
  readonly adapter: StoreAdapter;
  /** Homes to begin with, each in an empty directory: small ones, and one of every kind that the tool has. */
  readonly homes: Readonly<Record<string, (home: string) => Promise<unknown>>>;
  /** What the adapter is told of the machine, such that it finds the home. */
  readonly environment: (place: Place) => Environment;
  /** Tried in every home; where one is refused there (`usage`, `environment`, `conflict`), it is left out. */
  readonly goals: readonly AdapterGoal[];
  /** Texts in the homes that nobody may see, e.g. keys. */
  readonly secrets: readonly string[];
  /** Files, relative to the home, that the running tool appends to, and a line as it would write it, without its end. */
  readonly appends: { readonly files: (home: string) => Promise<readonly string[]>; readonly line: string };
  /** Does what other programs and people do to a home: unknown keys, comments, files of their own. */
  readonly share: (home: string) => Promise<readonly Trace[]>;
  /** Makes a home with so many units that the first of the goals changes. */
  readonly manyUnits: (home: string, count: number) => Promise<unknown>;
  /** For the law `dies`. */
  readonly faults?: FaultMatrixOptions;
}

export function requestFor(adapter: StoreAdapter, goal: AdapterGoal): Request {
  return { tools: [adapter.id], ...goal };
}
