import type { ProviderEntry, StoreAdapter } from "@zcf/contract";
import type { ListedProviders } from "@zcf/core";
import { whatOf } from "../../messages/code-text.ts";
import { padTo, widthOf } from "../../runtime/text-width.ts";
import type { StorePlace } from "../output.ts";
import { noticeLine } from "./notices.ts";
import type { Screen } from "./screen.ts";

/** The providers of each store, one a line; the one in use is marked. */
export function providers(
  screen: Screen,
  found: readonly ListedProviders[],
  adapters: readonly StoreAdapter[],
): void {
  const texts = screen.messages.ui.provider.list;
  if (found.length === 0) screen.out(texts.unmanaged);
  for (const { tool, store, providers: entries } of found) {
    const name = adapters.find(({ id }) => id === tool)?.name ?? tool;
    screen.out(screen.outStyle.strong(`${name}  ${store.home}`));
    if (entries.length === 0) screen.out(`  ${texts.none(name)}`);
    const width = Math.max(...entries.map(({ id }) => widthOf(id)));
    for (const entry of entries) for (const line of rowLines(screen, entry, width)) screen.out(line);
  }
}

/** `* id  Name  https://…  model x  key bearer  (current)`, and below it what is wrong. */
function rowLines({ messages, outStyle }: Screen, entry: ProviderEntry, width: number): readonly string[] {
  const { list, provider } = messages.ui;
  const { id, fields, current, keyStore, hasKey } = entry;
  const { name = id, model } = fields;
  const where = keyStore === null ? null : provider.list.key(provider.list.keyAt(keyStore, entry));
  const facts = [
    ...(name === id ? [] : [name]),
    ...[fields["base-url"]].filter((url) => url !== undefined),
    ...(model === undefined ? [] : [list.model(model)]),
    ...(where === null ? [provider.list.noKey] : [hasKey ? where : outStyle.warn(where)]),
    ...(current ? [`(${list.current})`] : []),
  ];
  const named = padTo(id, width);
  const problems = entry.problems.map(
    (problem) => `    ${outStyle.warn(list.unusable)} ${whatOf(messages, problem)}`,
  );
  return [
    [`${current ? "*" : " "} ${current ? outStyle.good(named) : named}`, ...facts].join("  "),
    ...problems,
  ];
}

/** All there is to one provider, a fact a line. */
export function entryLines(
  screen: Screen,
  { adapter, store }: StorePlace,
  entry: ProviderEntry,
): readonly string[] {
  const { show, list } = screen.messages.ui.provider;
  const { id, fields, keyStore, current, problems } = entry;
  const facts = [
    [show.tool, adapter.name],
    [show.home, store.home],
    ...Object.entries(fields),
    [show.key, keyStore === null ? list.noKey : list.keyAt(keyStore, entry)],
    [show.current, current ? show.yes : show.no],
  ] as const;
  const width = Math.max(...facts.map(([name]) => widthOf(name)));
  return [
    screen.outStyle.strong(id),
    ...facts.map(([name, value]) => `  ${screen.outStyle.faint(padTo(name, width))}  ${value}`),
    ...problems.map((problem) => noticeLine(screen, screen.outStyle, problem)),
  ];
}
