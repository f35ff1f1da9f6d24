import type { CONTRACT } from "./contract.ts";
import type { Edit, ModeChange } from "./edit.ts";
import type { FilePath } from "./path.ts";
import type { Memory, Notice, Plan, Unit } from "./plan.ts";
import type {
  Finding,
  FixGoal,
  KeyStore,
  ProviderChange,
  ProviderEntry,
  ProviderField,
  ProviderRequest,
  ProvidersGoal,
} from "./provider.ts";
import type { View } from "./view.ts";

/** What an adapter is told of the machine; it never reads `process` itself. */
export interface Environment {
  /** The user's home directory. */
  readonly home: string;
  readonly platform: "linux" | "darwin" | "win32" | "other";
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** A kind of change the adapter makes, e.g. `config`, `auth`, `sessions`. */
export interface Group {
  readonly id: string;
  /** `required` edits are one atom; `optional` ones come in units that fail alone. */
  readonly stage: "required" | "optional";
}

/** What a snapshot treats specially. Paths are relative to the home, `/`-separated; `*` matches within a name, `**` across. */
export interface SnapshotRules {
  /** Never copied: packages, logs, locks, sockets, caches. */
  readonly exclude: readonly string[];
  /** Session content: copied only when asked for. */
  readonly history: readonly string[];
  /** SQLite databases: copied through `VACUUM INTO`, without their `-wal` and `-shm`. */
  readonly databases: readonly string[];
  /**
   * Files for which the adapter plans what they become when a snapshot is put back (see {@link MadeChange}), each with the
   * group of its edits; plain names.
   */
  readonly planned?: Readonly<Record<string, string>>;
  /** Directories in which other versions of zcf put copies of the home: listed, and removed on request only. */
  readonly earlier?: readonly string[];
}

/** One place where the tool keeps its files. */
export interface Store {
  /** The adapter's id. */
  readonly adapter: string;
  readonly home: FilePath;
  readonly readRoots: readonly FilePath[];
  readonly writeRoots: readonly FilePath[];
  /** Environment variables that decided, or will decide, something; no secrets. */
  readonly variables: Readonly<Record<string, string>>;
  readonly snapshot: SnapshotRules;
}

/** Something that can be switched to. */
export interface Target {
  readonly id: string;
  readonly name: string;
  /** `null` for the tool's own official service. */
  readonly baseUrl: string | null;
  /** The model it brings along; `null` leaves the model alone. */
  readonly model: string | null;
  /** Why a switch to it would be refused; empty when it can be used. */
  readonly problems: readonly Notice[];
}

/** How many sessions belong to a provider now. */
export interface SessionCount {
  readonly provider: string;
  readonly sessions: number;
}

/** How a store stands. */
export interface State {
  /** The id of the effective target; `null` when what is configured is none of the targets. */
  readonly current: string | null;
  readonly targets: readonly Target[];
  /** Where config, credentials and sessions disagree with `current`. */
  readonly drift: readonly Notice[];
  readonly notices: readonly Notice[];
  /** `null` unless asked for with `full`. */
  readonly sessions: readonly SessionCount[] | null;
}

export type SessionsMode = "sync" | "off" | "shared";

/** To use a target. */
export interface SwitchGoal {
  readonly kind: "switch";
  /** A {@link Target} id. */
  readonly target: string;
  /**
   * What becomes of existing sessions: they follow (`sync`), stay (`off`), or belong to one provider id that never
   * changes, whose definition is swapped instead (`shared`). `null`: as they were switched last, `sync` at first.
   */
  readonly sessions: SessionsMode | null;
  /** Go on where the adapter would refuse because of a risk it can only detect, not remove. */
  readonly force: boolean;
}

/** To give sessions back to the provider they had before zcf first moved them; nothing else changes. */
export interface RestoreGoal {
  readonly kind: "restore";
  /** Which sessions, by the tool's own ids; `null` for all. */
  readonly sessions: readonly string[] | null;
}

/** To move sessions alone; nothing else changes. */
export interface SyncGoal {
  readonly kind: "sync";
  /** A {@link Target} id; `null` for the current one. */
  readonly target: string | null;
  /** Which sessions, by the tool's own ids; `null` for all. */
  readonly sessions: readonly string[] | null;
}

/**
 * To take back what an operation changed, or to put files back from a backup.
 *
 * The plan has required edits for files that are `changed` or `replaced`; core has its own for the `exact` ones, unless
 * the plan has one (a running process may need other bytes). Throws a `conflict` where a value of ours was changed since.
 */
export interface RevertGoal {
  readonly kind: "revert";
  /** The required files that the operation changed, in the order in which it wrote them. */
  readonly files: readonly MadeChange[];
  /** The units to be taken back; each call begins anew. */
  readonly units: () => AsyncIterable<MadeUnit>;
  readonly force: boolean;
  /** Files go back to the last byte, also where a running process would be better served otherwise. */
  readonly exact: boolean;
}

/** What an operation made of a required file. */
export interface MadeChange {
  readonly group: string;
  readonly file: FilePath;
  /** The whole file; `null` when it was not there. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  /**
   * `exact`: it is as the operation left it, and core puts it back to the last byte. `changed`: somebody has changed it
   * since, and only what differs between its two sides goes back, on today's bytes. `kept`: it stays as it is, and both
   * sides are what it holds. `replaced`: whatever it holds, it becomes `before`, but for what is nobody's to take back
   * (a login that was renewed since); only for the files that the store's snapshot rules call `planned`.
   */
  readonly now: "exact" | "changed" | "kept" | "replaced";
  /** Its permission bits, of an `exact` file, where the operation changed them and nobody has since; core puts them back. */
  readonly mode?: ModeChange;
}

/** A unit that an operation applied. */
export interface MadeUnit extends Pick<Unit, "id" | "subjects" | "group"> {
  /** What it changed. */
  readonly edits: readonly Edit[];
  /** What puts it back to the last byte; `null` when something in it was changed since. */
  readonly back: readonly Edit[] | null;
  /** What the ledger held before, for a unit that goes `back`. */
  readonly remember: readonly Memory[];
}

/** What the user wants. */
export type Goal = SwitchGoal | RestoreGoal | SyncGoal | RevertGoal | ProvidersGoal | FixGoal;

/** One session as it stands. */
export interface Session {
  /** The tool's own id. */
  readonly id: string;
  /** The provider it belongs to now; `null` where it names none, or cannot be read. */
  readonly provider: string | null;
  /** The provider it had before zcf first moved it; its own where zcf never did. */
  readonly original: string | null;
  readonly archived: boolean;
  /** A running process has it. */
  readonly live: boolean;
  /** Why a move would leave it out, or `null`. */
  readonly problem: Notice | null;
}

/** What a tool's providers are made of. The goal `providers` changes them. */
export interface ProviderManagement {
  readonly fields: readonly ProviderField[];
  /** The first one is what a new provider gets. */
  readonly keyStores: readonly KeyStore[];
  /** Every provider, the official one left out, sorted by id. */
  list(store: Store, view: View): Promise<readonly ProviderEntry[]>;
  /** The key that a provider has now; `null` when there is none. Throws `<tool>.unknown-target` (usage). */
  key(store: Store, view: View, id: string): Promise<string | null>;
  /**
   * A small request that shows whether a provider answers, with the key given, or without any (`null`); `null` where the
   * tool knows of none.
   */
  probe(store: Store, view: View, id: string, key: string | null): Promise<ProviderRequest | null>;
  /**
   * Whether what is known so far of a change can be meant so; what is missing may still come.
   *
   * Throws the usage error that its plan would. Left out by a tool that says so only when it plans.
   */
  check?(store: Store, view: View, change: ProviderChange): Promise<void>;
}

/** Teaches zcf one tool. It plans; core acts. */
export interface StoreAdapter {
  readonly contract: typeof CONTRACT;
  /** e.g. `codex`; what `--tool` takes. */
  readonly id: string;
  /** Other spellings of the id, e.g. `cx`. */
  readonly aliases: readonly string[];
  /** The tool's own name, e.g. `Codex`. */
  readonly name: string;
  readonly groups: readonly Group[];
  /**
   * The stores on this machine; `home` names one instead of the default place.
   *
   * `view` reads anywhere during this call. Throws `home-missing` when there is none.
   */
  locate(environment: Environment, view: View, home?: string): Promise<readonly Store[]>;
  /** `targets`: cheap, for listing. `full`: also drift and session counts. */
  inspect(store: Store, view: View, detail: "targets" | "full"): Promise<State>;
  /** Every session of a store, sorted by id. Left out by a tool without sessions. */
  sessions?(store: Store, view: View): AsyncIterable<Session>;
  /** How its providers are managed; left out by a tool whose providers are not ours to change. */
  readonly manage?: ProviderManagement;
  /** What is wrong with a store, sorted by check; nothing when all is well. Left out by a tool that checks nothing. */
  diagnose?(store: Store, view: View): Promise<readonly Finding[]>;
  /** Throws a `SwitchError` of kind `usage`, `environment` or `conflict` when the goal cannot be planned. */
  plan(store: Store, view: View, goal: Goal): Promise<Plan>;
}
