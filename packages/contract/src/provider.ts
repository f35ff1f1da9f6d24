import type { Notice, Params } from "./plan.ts";

/** A value of a provider that a user can set, e.g. `base-url`. */
export interface ProviderField {
  /** Kebab-case; the same word means the same in every tool. */
  readonly id: string;
  /** A new provider must have it. */
  readonly required: boolean;
  /** The values it can have; any text when left out. */
  readonly values?: readonly string[];
}

/** A place where a provider's key can be. */
export interface KeyStore {
  readonly id: string;
  /** What is given to it: the `key` itself, the `name` of a place where it is already, or nothing. */
  readonly takes: "key" | "name" | "nothing";
  /** The program that the tool runs to get at the key: it has to be on its `PATH`. */
  readonly program?: string;
}

/** A provider as it stands, without its key. */
export interface ProviderEntry {
  readonly id: string;
  /** Those of its {@link ProviderField}s that are set. */
  readonly fields: Readonly<Record<string, string>>;
  /** Where its key is; `null` when it has none. */
  readonly keyStore: string | null;
  /** Where that place takes a name: the name. */
  readonly keyName?: string;
  /** Whether a key is there now. */
  readonly hasKey: boolean;
  readonly current: boolean;
  readonly problems: readonly Notice[];
}

/** One change of one provider. */
export interface ProviderChange {
  readonly change: "add" | "edit" | "copy" | "remove";
  readonly id: string;
  /** The id of the copy. */
  readonly copyId?: string;
  /** `null` takes a value away; what is not named stays. */
  readonly fields: Readonly<Record<string, string | null>>;
  /** Where its key is from now on; left out: where it is, and for a new one the first of the tool's key stores. */
  readonly keyStore?: string;
  /** What the key store takes; a secret where that is a key. Left out: what is there moves along. */
  readonly key?: string;
}

/** To change the providers that a tool can be switched to, all or none. */
export interface ProvidersGoal {
  readonly kind: "providers";
  readonly changes: readonly ProviderChange[];
  /** Also where sessions refer to a provider that goes. */
  readonly force: boolean;
}

/** What to ask a provider's server to see whether it answers. */
export interface ProviderRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  /** With the provider's own key, and no other. */
  readonly headers: Readonly<Record<string, string>>;
  /** By header, the variable that has its value and goes before `headers` where it is set: only core sees variables. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** What to ask of a server that has nothing at this URL. */
  readonly otherwise?: ProviderRequest;
}

/** Something that is, or will be, wrong with a store. */
export interface Finding {
  /** Stable, kebab-case, with the adapter's id before a dot; its texts are found by it. */
  readonly check: string;
  readonly severity: "info" | "warning" | "error";
  readonly params: Params;
  /** Whether a {@link FixGoal} can clear it. */
  readonly fixable: boolean;
}

/** To clear findings. */
export interface FixGoal {
  readonly kind: "fix";
  /** Ids of checks; `null` for all that can be cleared. */
  readonly checks: readonly string[] | null;
  readonly force: boolean;
}
