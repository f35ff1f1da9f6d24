import { type HomeState, pairOn } from "./home-state.ts";
import { keyOf } from "./providers.ts";

/** The provider that `config.toml` names; empty where it names none. */
export function activeIn({ pair }: HomeState): string {
  return /^model_provider = "([^"]+)"/m.exec(pair.config ?? "")?.[1] ?? "";
}

/**
 * What is neither as it was nor moved to one of these providers as a whole (config with its key, each thread with all its
 * files and rows), and what is lost or changed besides; none when all is well.
 */
export function mixture(before: HomeState, after: HomeState, to: readonly string[]): readonly string[] {
  return [...wrongPair(before, after, to), ...wrongFiles(before, after), ...wrongThreads(before, after, to)];
}

function wrongPair(before: HomeState, after: HomeState, to: readonly string[]): readonly string[] {
  const pairs = [before.pair, ...to.map((target) => pairOn(before, keyOf, target))];
  const isOne = pairs.some(({ config, auth }) => config === after.pair.config && auth === after.pair.auth);
  return isOne ? [] : [`config and key: ${JSON.stringify(after.pair)}`];
}

function wrongFiles({ files: before }: HomeState, { files: after }: HomeState): readonly string[] {
  const changed = namesOf(before, after).filter((name) => before[name] !== after[name]);
  return changed.map((name) => `${name}: ${before[name]} became ${after[name]}`);
}

function wrongThreads(
  { providers: before }: HomeState,
  { providers: after }: HomeState,
  to: readonly string[],
): readonly string[] {
  const isWrong = (id: string): boolean => {
    const [now = "", ...more] = after[id] ?? [];
    return more.length > 0 || ![...(before[id] ?? []), ...to].includes(now);
  };
  const wrong = namesOf(before, after).filter(isWrong);
  return wrong.map((id) => `${id}: was on ${before[id]?.join(" and ")}, is on ${after[id]?.join(" and ")}`);
}

function namesOf(before: object, after: object): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}
