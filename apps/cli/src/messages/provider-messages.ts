import type { ProviderChange, ProviderEntry } from "@zcf/contract";
import type { NamedChange } from "@zcf/core";
import type { UrlHint } from "../provider/probe/hint-of.ts";
import type { ProbeOutcome } from "../provider/probe/probe-outcome.ts";

/** One change of a provider, as it is told; `copyId` only of a copy. */
type ChangeText = Readonly<Record<ProviderChange["change"], (change: NamedChange) => string>>;

/** `zcf provider`, `zcf key`. Names of fields, key stores and presets are not translated: they are what is typed. */
export interface ProviderMessages {
  /** What is about to be done, after the tool's name. */
  readonly will: ChangeText;
  /** What was done, after the tool's name; also in the history. */
  readonly did: ChangeText;
  readonly header: (tool: string, changes: string) => string;
  readonly done: (tool: string, changes: string) => string;
  readonly nothing: (tool: string, ids: string) => string;
  readonly plan: {
    readonly set: (field: string, value: string) => string;
    readonly unset: (field: string) => string;
    /** A key is given; it is not shown. */
    readonly key: string;
    /** Where a key is already, such as a variable. */
    readonly keyName: (name: string) => string;
    readonly keyStore: (store: string) => string;
  };
  readonly list: {
    readonly none: (tool: string) => string;
    readonly unmanaged: string;
    /** Where the key is, as `keyAt` has it. */
    readonly key: (where: string) => string;
    readonly noKey: string;
    /** Where the key is, and whether it is there. */
    readonly keyAt: (store: string, entry: Pick<ProviderEntry, "keyName" | "hasKey">) => string;
  };
  readonly show: Readonly<Record<"tool" | "home" | "key" | "current" | "yes" | "no", string>>;
  readonly ask: {
    readonly tool: string;
    readonly preset: (tool: string) => string;
    readonly noPreset: string;
    readonly id: string;
    /** What is asked for each field that our own tools have; another one is asked for by its name. */
    readonly fields: Readonly<Record<string, string>>;
    /** Nothing takes the value away. */
    readonly optional: string;
    readonly required: string;
    readonly keyStore: string;
    /** Of a credential that is in no place zcf writes to, and of what is not set. */
    readonly asItIs: string;
    readonly stores: Readonly<Record<"key" | "name" | "nothing", string>>;
    /** By the id of a key store, where there is more to say of it. */
    readonly knownStores: Readonly<Record<string, string>>;
    /** `kept`: nothing typed keeps the key that is there. */
    readonly key: (isThere: boolean) => string;
    readonly keyName: string;
  };
  readonly test: {
    readonly asking: (host: string) => string;
    /** Without a key, an error says which one is missing. */
    readonly outcome: Readonly<Record<Exclude<ProbeOutcome, "no-key">, (facts: ProbeFacts) => string>>;
    /** What to do about it; empty where there is nothing. `id` as a command takes it. */
    readonly next: Readonly<Record<Exclude<ProbeOutcome, "no-key">, (id: string) => string>>;
    /** What is odd about the address, where nothing is found there. */
    readonly v1: Readonly<Record<UrlHint, string>>;
    readonly noKey: string;
    /** It answers all the same without the key. */
    readonly unproven: string;
    /** It has no list, and no model is named that it could be asked with. */
    readonly nameModel: (id: string) => string;
  };
}

/** What is known of a provider's answer, for its text. */
interface ProbeFacts {
  readonly host: string;
  readonly status: number | null;
  readonly ms: number;
  /** A system's word for what failed, or where a redirect leads. */
  readonly reason: string;
  /** Models that it lists; `null` where it lists none. */
  readonly models: number | null;
  /** Those of the provider's that it does not list. */
  readonly unknown: readonly string[];
  readonly key: "accepted" | "unproven" | null;
}
