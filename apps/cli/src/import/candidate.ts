import type { Params, ProviderEntry, StoreAdapter } from "@zcf/contract";
import type { Draft } from "@zcf/import";
import type { OnConflict } from "./import-options.ts";

/** A home of a tool that providers can be imported into. */
export interface Destination {
  readonly adapter: StoreAdapter;
  readonly home: string;
  /** What names it in a request; nothing for the tool's usual one. */
  readonly named: { readonly home?: string };
  readonly providers: readonly ProviderEntry[];
}

/** A provider of the source, beside what a home has under its id. */
export interface Candidate {
  readonly destination: Destination;
  /** With those of its fields alone that the tool has. */
  readonly draft: Draft;
  /** `null` where the id is free. */
  readonly existing: ProviderEntry | null;
  /** Ids of the fields that differ, and `key` or `key-store`; none where it is there already, just so. */
  readonly differs: readonly string[];
}

/** What becomes of a candidate: nothing where it is there already. */
export interface Decision {
  readonly candidate: Candidate;
  readonly action: "add" | "nothing" | OnConflict;
  /** The id that it gets. */
  readonly id: string;
  /** Why it is left alone where it was to be replaced. */
  readonly reason?: "import.key-stays";
}

/** A provider of the source that nobody can use, and why. */
export interface Refused {
  /** `null` where it is for none that we know. */
  readonly tool: string | null;
  /** What its source calls it, or the id that it would have had. */
  readonly origin: string;
  readonly code: string;
  readonly params: Params;
}
