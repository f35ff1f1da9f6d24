import type { Session } from "@zcf/contract";
import { whatOf } from "../../messages/code-text.ts";
import type { SessionsSummary, StorePlace } from "../output.ts";
import type { ProviderCounts, SessionTally } from "../session-tally.ts";
import { causeLines } from "./cause-lines.ts";
import type { Screen } from "./screen.ts";
import { tableLines } from "./table.ts";

/** Whose sessions follow. */
export function sessionsBegin(screen: Screen, { adapter, store }: StorePlace): void {
  screen.out(screen.outStyle.strong(`${adapter.name}  ${store.home}`));
}

/** One session in a line, and why it would be left out in another. */
export function session(screen: Screen, { id, provider, original, problem, ...is }: Session): void {
  const { noProvider, facts } = screen.messages.ui.sessions;
  const said = [
    provider ?? noProvider,
    ...(original === null || original === provider ? [] : [facts.originally(original)]),
    ...(is.archived ? [facts.archived] : []),
    ...(is.live ? [facts.live] : []),
  ];
  screen.out(`  ${id}  ${said.join(screen.messages.separator)}`);
  if (problem === null) return;
  screen.out(`    ${screen.outStyle.warn(facts.leftOut)} ${whatOf(screen.messages, problem)}`);
}

/** How many there are of each provider, and how many a move would leave out, with the reasons. */
export function sessionsEnd(screen: Screen, { tally, listed, again }: SessionsSummary): void {
  const texts = screen.messages.ui.sessions;
  if (tally.sessions === 0) {
    screen.out(`  ${texts.none}`);
    return;
  }
  if (listed) screen.out("");
  const [head = "", ...rows] = tableLines(tableRows(screen, tally));
  screen.raw(`  ${screen.outStyle.faint(head)}`);
  for (const row of rows) screen.raw(`  ${row}`);
  if (tally.leftOut > 0) screen.out(screen.outStyle.warn(texts.leftOut(tally.leftOut)));
  for (const line of causeLines(screen, tally.causes, again)) screen.out(line);
}

function tableRows({ messages }: Screen, tally: SessionTally): readonly (readonly string[])[] {
  const { columns, noProvider, total } = messages.ui.sessions;
  const { provider, now, originally, archived, live, leftOut } = columns;
  const originals = tally.providers.reduce((sum, one) => sum + one.originally, 0);
  const sum = { ...tally, provider: total, originally: originals };
  return [
    [provider, now, originally, archived, live, leftOut],
    ...tally.providers.map((counts) => cells({ ...counts, provider: counts.provider ?? noProvider })),
    ...(tally.providers.length > 1 ? [cells(sum)] : []),
  ];
}

function cells(counts: ProviderCounts & { readonly provider: string }): readonly string[] {
  const { provider, sessions, originally, archived, live, leftOut } = counts;
  return [provider, ...[sessions, originally, archived, live, leftOut].map(String)];
}
