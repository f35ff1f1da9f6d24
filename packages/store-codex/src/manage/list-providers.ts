import type { Notice, ProviderEntry, Store, View } from "@zcf/contract";
import { tomlAt } from "@zcf/formats";
import { assess } from "../assess.ts";
import { currentId } from "../config/config.ts";
import { configProblems } from "../config/config-problems.ts";
import { type Provider, shownUrl } from "../config/provider.ts";
import { noticeOf } from "../report.ts";
import { routeTo } from "../shared/route.ts";
import { readSituation, type Situation } from "../situation.ts";
import { allTargets, targetId } from "../target.ts";
import { type Draft, draftOf } from "./draft.ts";
import { keyIn } from "./draft-keys.ts";
import { FIELDS, MODEL, tableKey } from "./fields.ts";
import { storeOf } from "./key-stores.ts";

/** Every provider table but the shared one, sorted by id; those that cannot be switched to as well. */
export async function listProviders(store: Store, view: View): Promise<readonly ProviderEntry[]> {
  const situation = await readSituation(store, view);
  const draft = draftOf(situation);
  return situation.config.providers
    .map((provider) => entryOf(situation, draft, provider))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

function entryOf(situation: Situation, draft: Draft, provider: Provider): ProviderEntry {
  const { id, table } = provider;
  const variable = tomlAt(table, "env_key");
  const store = storeOf(id, table);
  return {
    id,
    fields: fieldsOf(provider),
    keyStore: store === "none" ? null : store,
    ...(store === "env" && typeof variable === "string" ? { keyName: variable } : {}),
    hasKey: hasKey(situation, draft, provider),
    current: currentId(situation.config.current) === id,
    problems: problemsOf(situation, provider),
  };
}

/** A program that is not ours is not asked. */
function hasKey({ store }: Situation, draft: Draft, { id, table, credential }: Provider): boolean {
  if (storeOf(id, table) === "other") return true;
  const variable = credential.kind === "own" ? credential.variable : null;
  return variable === null ? keyIn(draft, id) !== null : store.variables[variable] !== undefined;
}

function fieldsOf({ table, model, baseUrl }: Provider): ProviderEntry["fields"] {
  const fields = FIELDS.flatMap(({ id }) => {
    const value = id === MODEL ? model : tomlAt(table, tableKey(id));
    return typeof value === "string" ? [[id, value] as const] : [];
  });
  return { ...Object.fromEntries(fields), ...(baseUrl === null ? {} : { "base-url": shownUrl(baseUrl) }) };
}

/** Why it could not be switched to, or, where it cannot be at all, what is wrong with its table. */
function problemsOf(situation: Situation, { id }: Provider): readonly Notice[] {
  const target = allTargets(situation.config).find((one) => targetId(one) === id);
  if (target?.kind === "provider")
    return assess(situation, routeTo(situation.config, target, null)).problems.map(noticeOf);
  const own = configProblems(situation.config).filter(
    ({ params }) => "provider" in params && params.provider === id,
  );
  return own.map(noticeOf);
}
