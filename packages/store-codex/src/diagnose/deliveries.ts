import { accountOf, keyOf, sent } from "../auth/credential.ts";
import { type Config, OPENAI } from "../config/config.ts";
import { configProblems } from "../config/config-problems.ts";
import { effectiveProvider } from "../config/effective-provider.ts";
import { BUILT_IN_IDS, type Provider, providersOf, serverOf } from "../config/provider.ts";
import { officialServer } from "../given/deliveries.ts";
import type { Situation } from "../situation.ts";
import { isStoreKnown } from "./credentials-store.ts";
import { profileProvider } from "./profile-provider.ts";
import { misshapen, refusedFields } from "./provider-fields.ts";
import { noTables } from "./shape-findings.ts";

/** What versions of Codex differ in: up to 0.130, up to 0.142, from 0.150 on (measured). */
export interface Era {
  /** A selected profile of the old kind decides; later ones do not start with it. */
  readonly profiles: boolean;
  /** `auth.json` is sent also to a table that does not ask for it. */
  readonly unasked: boolean;
}

export const ERAS: readonly Era[] = [
  { profiles: true, unasked: true },
  { profiles: false, unasked: true },
  { profiles: false, unasked: false },
];

/** A credential that no table names as its own, and where it goes. */
export interface Delivery {
  /** `null`: OpenAI's own service. */
  readonly provider: Provider | null;
  /** As `serverOf`; a built-in provider has its id for one. */
  readonly server: string | null;
  /** `variable`: the one of `CODEX_API_KEY`, which stands in for `auth.json`. */
  readonly credential: "key" | "account" | "variable";
  /** The key, or what tells an account from another. */
  readonly value: string;
}

/** What Codex of an era sends, where it is no provider's own; also nothing where it does not start. */
export function deliveriesOf(situation: Situation, era: Era): readonly Delivery[] {
  const receiver = starts(situation.config, era) ? receiverOf(situation, era) : null;
  return receiver === null ? [] : credentialsOf(situation).map((one) => ({ ...receiver, ...one }));
}

/** With all else that is wrong with the file it exits; a `model_provider` in a wrong place it only overlooks. */
function starts(config: Config, era: Era): boolean {
  const passed = ["codex.provider-swallowed", ...(era.profiles ? ["codex.legacy-profile"] : [])];
  return configProblems(config).every(({ code }) => passed.includes(code)) && isLoaded(config);
}

/** What keeps 0.169 from reading its configuration at all; what an older one makes of it is not known. */
function isLoaded(config: Config): boolean {
  const isRefused = ({ id, table }: Provider): boolean =>
    misshapen(table).length + refusedFields(id, table).length > 0;
  return isStoreKnown(config) && noTables(config).length === 0 && !config.providers.some(isRefused);
}

function receiverOf(situation: Situation, era: Era): Pick<Delivery, "provider" | "server"> | null {
  const { config, system } = situation;
  const chosen = era.profiles ? profileProvider(config) : null;
  const id = system.forcedProvider?.value ?? chosen ?? effectiveProvider(config, system);
  if (id === OPENAI) return { provider: null, server: officialServer(config) };
  const provider = providersOf(config.document).find((one) => one.id === id);
  if (provider !== undefined)
    return takesAuth(provider, era) ? { provider, server: serverOf(provider) } : null;
  return era.unasked && BUILT_IN_IDS.includes(id) ? { provider: null, server: id } : null;
}

function takesAuth({ credential }: Provider, era: Era): boolean {
  if (credential.kind === "own") return false;
  return era.unasked || (credential.kind === "stored" && credential.required);
}

function credentialsOf({ auth, store }: Situation): readonly Pick<Delivery, "credential" | "value">[] {
  const data = auth.data ?? {};
  const key = sent(data) === "key" ? keyOf(data) : null;
  const isSet = (store.variables["CODEX_API_KEY"] ?? "").trim() !== "";
  return [
    ...(key === null ? [] : [{ credential: "key", value: key } as const]),
    ...(sent(data) === "account" ? [{ credential: "account", value: accountOf(data) } as const] : []),
    ...(isSet ? [{ credential: "variable", value: "" } as const] : []),
  ];
}
