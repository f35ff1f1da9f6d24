import type { State, Target } from "@zcf/contract";
import { whatOf } from "../../messages/code-text.ts";
import { padTo, widthOf } from "../../runtime/text-width.ts";
import type { Inspected } from "../output.ts";
import { includesProblem, sharedProblems } from "../problems.ts";
import { noticeLine } from "./notices.ts";
import type { Screen } from "./screen.ts";

/** The targets of each store, one a line; the current one is marked. */
export function list(screen: Screen, found: readonly Inspected[]): void {
  for (const one of found) {
    screen.out(screen.outStyle.strong(`${one.adapter.name}  ${one.store.home}`));
    if (one.state.targets.length === 0) screen.out(`  ${screen.messages.ui.list.none(one.adapter.name)}`);
    for (const line of storeLines(screen, one.state)) screen.out(line);
  }
}

function storeLines(screen: Screen, { targets, current }: State): readonly string[] {
  const texts = screen.messages.ui.list;
  const width = Math.max(...targets.map(({ id }) => widthOf(id)));
  const shared = sharedProblems(targets);
  const own = targets.map((target) => ({
    ...target,
    problems: target.problems.filter((problem) => !includesProblem(shared, problem)),
  }));
  return [
    ...own.flatMap((target) => targetLines(screen, target, { width, current })),
    ...(shared.length === 0 ? [] : [screen.outStyle.warn(texts.allUnusable)]),
    ...shared.map((problem) => `  ${noticeLine(screen, screen.outStyle, problem)}`),
  ];
}

interface Place {
  readonly width: number;
  readonly current: string | null;
}

function targetLines(screen: Screen, target: Target, { width, current }: Place): readonly string[] {
  const texts = screen.messages.ui.list;
  const isCurrent = target.id === current;
  const facts = [
    ...(target.name === target.id ? [] : [target.name]),
    ...placeOf(target, texts.official),
    ...(target.model === null ? [] : [texts.model(target.model)]),
    ...(isCurrent ? [`(${texts.current})`] : []),
  ];
  const name = facts.length === 0 ? target.id : padTo(target.id, width);
  const named = `${isCurrent ? "*" : " "} ${isCurrent ? screen.outStyle.good(name) : name}`;
  const line = [named, ...facts].join("  ");
  const problems = target.problems.map(
    (problem) => `    ${screen.outStyle.warn(texts.unusable)} ${whatOf(screen.messages, problem)}`,
  );
  return [line, ...problems];
}

/** Without an address it is the tool's own service, unless that is what is wrong with it. */
function placeOf({ baseUrl, problems }: Target, official: string): readonly string[] {
  if (baseUrl !== null) return [baseUrl];
  return problems.length === 0 ? [official] : [];
}
