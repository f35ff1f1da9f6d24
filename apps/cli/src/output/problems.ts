import type { Notice, State, Target } from "@zcf/contract";

/** What keeps every one of several targets from being used: it is wrong with the tool's configuration as a whole. */
export function sharedProblems([first, ...others]: readonly Target[]): readonly Notice[] {
  if (first === undefined || others.length === 0) return [];
  return first.problems.filter((problem) =>
    others.every(({ problems }) => includesProblem(problems, problem)),
  );
}

/** What keeps the current target from being used as it is. */
export function currentProblems({ targets, current }: State): readonly Notice[] {
  return targets.find(({ id }) => id === current)?.problems ?? [];
}

export function includesProblem(problems: readonly Notice[], wanted: Notice): boolean {
  const text = JSON.stringify(wanted);
  return problems.some((problem) => JSON.stringify(problem) === text);
}
