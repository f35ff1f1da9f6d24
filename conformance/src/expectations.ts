import { expect } from "vitest";
import { type Finished, printed } from "./child.ts";
import { type CodexHome, codexResume } from "./codex-home.ts";
import type { FakeResponses } from "./fake-responses.ts";
import { bearerOf } from "./providers.ts";
import { defaultProvider, listedIds } from "./threads.ts";
import { traitsOf } from "./versions.ts";

/** The program ended with this code; a failure shows all it printed. */
export function expectExit(finished: Finished, code: number): void {
  expect(finished.code, printed(finished)).toBe(code);
}

/** What must list every thread: scan, search (titles), state database alone. The first is asked again at the end. */
const FILTERS = [{}, { searchTerm: "question" }, { useStateDbOnly: true }, {}, { searchTerm: "question" }];

/**
 * A fresh app-server lists exactly these threads under its default provider filter, whichever way it
 * is asked, and still does after each way was used (searching repairs rows: facts, section 2).
 */
export async function expectListed(home: CodexHome, ids: readonly string[]): Promise<void> {
  const server = await home.appServer();
  for (const filter of FILTERS) {
    expect(await listedIds(server, filter), JSON.stringify(filter)).toEqual(ids.toSorted());
  }
  await server.close();
}

/** A fresh app-server names this provider as the default, where the version can be asked. */
export async function expectDefaultProvider(home: CodexHome, provider: string): Promise<void> {
  if (!traitsOf(home.version).listsProviders) return;
  const server = await home.appServer();
  expect(await defaultProvider(server)).toBe(provider);
  await server.close();
}

/** Where a turn must go, and where nothing must. */
export interface Route {
  readonly on: string;
  readonly notOn: string;
}

/** `codex exec resume` succeeds and reaches one provider's server with its key; the other server hears nothing. */
export async function expectResumes(home: CodexHome, id: string, route: Route): Promise<void> {
  const [wanted, other] = [home.server(route.on), home.server(route.notOn)];
  for (const server of [wanted, other]) server.forget();
  const resumed = await codexResume(home, id, "and another question");
  expectExit(resumed, 0);
  expect(resumed.stdout).toContain(`hello from ${route.on}`);
  expect(authorizations(wanted)).toEqual([bearerOf(route.on)]);
  expect(other.requests).toEqual([]);
}

/** The `Authorization` header of each turn that a server saw. */
export function authorizations(server: FakeResponses): readonly (string | undefined)[] {
  return server.turns().map((turn) => turn.authorization);
}
