import type { AppServer } from "./app-server.ts";
import { type Json, listAt, textAt } from "./json.ts";
import { sendTurn, startThread } from "./threads.ts";

/** Threads whose files refer to each other, and what the user said in each, as its model must see it. */
export type Family = Readonly<Record<string, readonly string[]>>;

/**
 * On paginated history: a thread, its fork in mid-history, a reverted thread, and a fork of that one.
 * Their files point into each other by byte offset (facts, section 3).
 */
export async function paginatedFamily(server: AppServer): Promise<Family> {
  const whole = await threadWith(server, ["A one", "A two", "A three", "A four"]);
  const fork = await forkOf(server, { threadId: whole.id, lastTurnId: whole.turns[1] ?? "" });
  await sendTurn(server, fork, "F five");
  const reverted = await threadWith(server, ["B one", "B two", "B three", "B four"]);
  await server.call("thread/revert", { threadId: reverted.id, beforeTurnId: reverted.turns[2] ?? "" });
  await sendTurn(server, reverted.id, "B five");
  const forkOfReverted = await forkOf(server, { threadId: reverted.id });
  await sendTurn(server, forkOfReverted, "G six");
  return {
    [whole.id]: ["A one", "A two", "A three", "A four"],
    [fork]: ["A one", "A two", "F five"],
    [reverted.id]: ["B one", "B two", "B five"],
    [forkOfReverted]: ["B one", "B two", "B five", "G six"],
  };
}

/**
 * On legacy history: a thread with an appended copy of its session_meta, and a fork whose file holds
 * copies of its parent's (facts, section 2).
 */
export async function legacyFamily(server: AppServer): Promise<Family> {
  const parent = await threadWith(server, ["A one"]);
  await server.call("thread/metadata/update", { threadId: parent.id, gitInfo: { branch: "main" } });
  await sendTurn(server, parent.id, "A two");
  const fork = await forkOf(server, { threadId: parent.id });
  await sendTurn(server, fork, "F three");
  await server.call("thread/metadata/update", { threadId: fork, gitInfo: { branch: "dev" } });
  return { [parent.id]: ["A one", "A two"], [fork]: ["A one", "A two", "F three"] };
}

/** All turns with all items of a thread, as the app-server shows them. */
export async function turnsOf(server: AppServer, threadId: string): Promise<readonly Json[]> {
  const page = { threadId, itemsView: "full", sortDirection: "asc", limit: 100 };
  return listAt(await server.call("thread/turns/list", page), "data");
}

/** A thread that was just made, and its turns' ids. */
interface Started {
  readonly id: string;
  readonly turns: readonly string[];
}

/** Starts a thread with a turn for each text. */
export async function threadWith(server: AppServer, texts: readonly string[]): Promise<Started> {
  const id = await startThread(server);
  const turns: string[] = [];
  for (const text of texts) turns.push(await sendTurn(server, id, text));
  return { id, turns };
}

/** Forks a thread as `params` say (`threadId`, perhaps `lastTurnId`); returns the fork's id. */
export async function forkOf(server: AppServer, params: Readonly<Record<string, string>>): Promise<string> {
  return textAt(await server.call("thread/fork", params), "thread", "id");
}
