import type { AppServer } from "./app-server.ts";
import { type CodexHome, codexResume } from "./codex-home.ts";
import { type Comparison, withoutNews } from "./comparable.ts";
import { expectExit } from "./expectations.ts";
import { forkOf, turnsOf } from "./family.ts";
import { type Json, textAt } from "./json.ts";
import type { Layouts } from "./layouts.ts";
import { type Answers, mapped } from "./looking.ts";
import { sendTurn } from "./threads.ts";

/**
 * Forks, resumes, reverts and unarchives these threads in fresh processes, and tells what each turn's model was sent and
 * what the threads hold afterwards. The home is another one then: take a snapshot first.
 */
export async function act(home: CodexHome, layouts: Layouts, comparison: Comparison): Promise<Answers> {
  const acting: Acting = { home, layouts, provider: comparison.provider, answers: {} };
  await withServer(acting, forkAll);
  await withServer(acting, resumeAll);
  await withServer(acting, revertOne);
  await resumeByExec(acting);
  await unarchiveAll(acting);
  await withServer(acting, showAll);
  return mapped(acting.answers, (answer) => withoutNews(answer, comparison));
}

interface Acting {
  readonly home: CodexHome;
  readonly layouts: Layouts;
  readonly provider: string;
  readonly answers: Record<string, Json>;
}

async function withServer(
  acting: Acting,
  what: (server: AppServer, acting: Acting) => Promise<void>,
): Promise<void> {
  const server = await acting.home.appServer();
  await what(server, acting);
  await server.close();
}

/** In the middle of a thread's own turns, at the end of what it inherited, and inside that. */
async function forkAll(server: AppServer, acting: Acting): Promise<void> {
  const { whole, fork, reverted, forkOfReverted, forkOfArchived } = acting.layouts;
  const cuts: readonly (readonly [string, string, number])[] = [
    ["whole", whole, 2],
    ["fork", fork, 2],
    ["fork", fork, 1],
    ["fork", fork, 3],
    ["reverted", reverted, 2],
    ["reverted", reverted, 3],
    ["forkOfReverted", forkOfReverted, 3],
    ["forkOfReverted", forkOfReverted, 2],
    ["forkOfArchived", forkOfArchived, 2],
  ];
  for (const [name, threadId, turn] of cuts) {
    const made = await forkOf(server, { threadId, lastTurnId: await turnId(server, threadId, turn) });
    const what = `fork of ${name} at turn ${turn}`;
    await turnSent(acting, what, () => sendTurn(server, made, "and on a new way"));
    acting.answers[`turns of the ${what}`] = await turnsOf(server, made);
  }
}

async function resumeAll(server: AppServer, acting: Acting): Promise<void> {
  const { whole, fork, reverted, forkOfReverted, forkOfArchived } = acting.layouts;
  for (const [name, threadId] of Object.entries({ whole, fork, reverted, forkOfReverted, forkOfArchived })) {
    await server.call("thread/resume", { threadId });
    await turnSent(acting, `resume ${name}`, () => sendTurn(server, threadId, "and another question"));
  }
}

async function revertOne(server: AppServer, acting: Acting): Promise<void> {
  const threadId = acting.layouts.whole;
  await server.call("thread/resume", { threadId });
  await server.call("thread/revert", { threadId, beforeTurnId: await turnId(server, threadId, 3) });
  await turnSent(acting, "revert whole", () => sendTurn(server, threadId, "and another third question"));
}

async function resumeByExec(acting: Acting): Promise<void> {
  for (const name of ["whole", "reverted", "forkOfReverted"] as const)
    await turnSent(acting, `exec resume ${name}`, async () => {
      expectExit(await codexResume(acting.home, acting.layouts[name], "asked by exec"), 0);
    });
}

async function unarchiveAll(acting: Acting): Promise<void> {
  for (const name of ["archivedParent", "archivedFork", "archivedAlone"] as const) {
    const id = acting.layouts[name];
    expectExit(await acting.home.codex("unarchive", id), 0);
    await turnSent(acting, `exec resume ${name}`, async () => {
      expectExit(await codexResume(acting.home, id, "asked after it was unarchived"), 0);
    });
  }
}

async function showAll(server: AppServer, acting: Acting): Promise<void> {
  for (const [name, threadId] of Object.entries(acting.layouts))
    acting.answers[`turns of ${name} at the end`] = await turnsOf(server, threadId);
}

async function turnId(server: AppServer, threadId: string, number: number): Promise<string> {
  return textAt((await turnsOf(server, threadId))[number - 1], "id");
}

/** Notes the bodies of all requests for a turn that the active provider's server sees meanwhile. */
async function turnSent(acting: Acting, name: string, turn: () => Promise<unknown>): Promise<void> {
  const server = acting.home.server(acting.provider);
  server.forget();
  await turn();
  acting.answers[`sent on ${name}`] = server.turns().map(({ body }) => body);
}
