import type { AppServer } from "./app-server.ts";
import { at, type Json, type JsonObject, listAt, textAt } from "./json.ts";

// `thread/list` leaves out exec and app-server threads unless they are asked for.
const EVERY_SOURCE = { sourceKinds: ["cli", "vscode", "exec", "appServer"], limit: 100 };

/** A thread as `thread/list` shows it. */
export interface ListedThread {
  readonly id: string;
  readonly provider: string;
}

/** The first page of `thread/list` over all source kinds; without `modelProviders` the server filters by its own provider. */
export async function listThreads(
  server: AppServer,
  filter: JsonObject = {},
): Promise<readonly ListedThread[]> {
  const result = await server.call("thread/list", everySource(filter));
  return listAt(result, "data").map(listed);
}

/** The parameters of a `thread/list` over all source kinds. */
export function everySource(filter: JsonObject): JsonObject {
  return { ...EVERY_SOURCE, ...filter };
}

/** The ids that a `thread/list` call returns, sorted. */
export async function listedIds(server: AppServer, filter: JsonObject = {}): Promise<readonly string[]> {
  return (await listThreads(server, filter)).map((thread) => thread.id).toSorted();
}

/** Starts a thread in the server, loaded and held by it; returns its id. */
export async function startThread(server: AppServer): Promise<string> {
  return textAt(await server.call("thread/start", {}), "thread", "id");
}

/** Sends one user message and waits until the turn is over; returns the turn's id. */
export async function sendTurn(server: AppServer, threadId: string, text: string): Promise<string> {
  const started = await server.call("turn/start", {
    threadId,
    input: [{ type: "text", text, text_elements: [] }],
  });
  const turnId = textAt(started, "turn", "id");
  await turnEnd(server, turnId);
  return turnId;
}

// 0.58 counts turns from 0 and has no `turn/completed`.
function turnEnd(server: AppServer, turnId: string): Promise<Json> {
  return /^\d+$/.test(turnId)
    ? server.notified("codex/event/task_complete", (params) => at(params, "id") === turnId)
    : server.notified("turn/completed", (params) => at(params, "turn", "id") === turnId);
}

/** `model_provider` of `config/read`: what the config layers say; null or undefined where none names one. */
export async function configuredProvider(server: AppServer): Promise<Json | undefined> {
  return at(await server.call("config/read", {}), "config", "model_provider");
}

/** `defaultProviderId` of `modelProvider/list` (0.169 on). */
export async function defaultProvider(server: AppServer): Promise<string> {
  return textAt(await server.call("modelProvider/list", {}), "defaultProviderId");
}

function listed(thread: Json): ListedThread {
  return { id: textAt(thread, "id"), provider: textAt(thread, "modelProvider") };
}
