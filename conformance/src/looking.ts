import type { CodexHome } from "./codex-home.ts";
import { withoutProvider } from "./comparable.ts";
import { turnsOf } from "./family.ts";
import type { Json, JsonObject } from "./json.ts";
import type { Layouts } from "./layouts.ts";
import { everySource } from "./threads.ts";

/** What Codex shows or sends, by the question it was asked. */
export type Answers = Readonly<Record<string, Json>>;

/** Everything that a fresh app-server shows of these threads, none of which it loads; the provider is told by its role. */
export async function look(home: CodexHome, layouts: Layouts, provider: string): Promise<Answers> {
  const server = await home.appServer();
  const answers: Record<string, Json> = {};
  for (const filter of filters(provider)) {
    const name = JSON.stringify(withoutProvider(filter, provider)).replace(provider, "<provider>");
    answers[`list ${name}`] = await server.call("thread/list", everySource(filter));
  }
  for (const [name, threadId] of Object.entries(layouts)) {
    answers[`turns of ${name}`] = await turnsOf(server, threadId);
    answers[`items of ${name}`] = await server.call("thread/items/list", { threadId, limit: 100 });
    answers[`read ${name}`] = await server.call("thread/read", { threadId, includeTurns: true });
  }
  await server.close();
  return mapped(answers, (answer) => withoutProvider(answer, provider));
}

/** Applies a function to each answer. */
export function mapped(answers: Answers, change: (answer: Json) => Json): Answers {
  return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, change(answer)]));
}

// Searching repairs rows from the files (facts, section 2), so the first questions are asked again at the end.
function filters(provider: string): readonly JsonObject[] {
  const ways: readonly JsonObject[] = [
    {},
    { useStateDbOnly: true },
    { searchTerm: "one" },
    { modelProviders: [provider] },
    { modelProviders: [] },
    { modelProviders: [], searchTerm: "one" },
    { limit: 99 },
    { limit: 99, useStateDbOnly: true },
  ];
  return ways.flatMap((way) => [way, { archived: true, ...way }]);
}
