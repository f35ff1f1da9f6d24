import type { AppServer } from "./app-server.ts";
import { type CodexHome, codexExec } from "./codex-home.ts";
import { expectExit } from "./expectations.ts";
import { forkOf, paginatedFamily, threadWith } from "./family.ts";
import { sendTurn } from "./threads.ts";

/**
 * Threads in every layout that paginated history has on disk, by name:
 *
 * - `whole`: four turns.
 * - `fork`: of `whole` at its second turn, and one turn more.
 * - `reverted`: four turns, reverted before the third, and one turn more; `forkOfReverted`: the same and one more.
 * - `archivedParent`: its fork, `forkOfArchived`, is not archived.
 * - `archivedFork`: of `whole`, which is not archived.
 * - `archivedAlone`: it has no relatives.
 */
export type Layouts = Readonly<Record<Live | Archived, string>>;

type Live = "whole" | "fork" | "reverted" | "forkOfReverted" | "forkOfArchived";
type Archived = "archivedParent" | "archivedFork" | "archivedAlone";

/** Makes them, in a home in which no app-server runs. */
export async function everyLayout(home: CodexHome): Promise<Layouts> {
  const server = await home.appServer();
  const [whole = "", fork = "", reverted = "", forkOfReverted = ""] = Object.keys(
    await paginatedFamily(server),
  );
  const parent = await threadWith(server, ["P one", "P two"]);
  const forkOfArchived = await forkWith(server, { threadId: parent.id }, "Q three");
  const archivedFork = await forkWith(server, { threadId: whole }, "H five");
  await server.close();
  const archivedAlone = await codexExec(home, "C one");
  for (const id of [parent.id, archivedFork, archivedAlone]) expectExit(await home.codex("archive", id), 0);
  const archived = { archivedParent: parent.id, archivedFork, archivedAlone };
  return { whole, fork, reverted, forkOfReverted, forkOfArchived, ...archived };
}

async function forkWith(
  server: AppServer,
  params: Readonly<Record<string, string>>,
  text: string,
): Promise<string> {
  const id = await forkOf(server, params);
  await sendTurn(server, id, text);
  return id;
}
