import type { Operation } from "@zcf/core";

/** The command that moves, later, the sessions which an operation leaves out. */
export function completingCommand({ request }: Pick<Operation, "request">): string {
  const { home } = request;
  const place = home === undefined ? [] : ["--home", quoted(home)];
  if ("restore" in request) return command("restore", [...named(request.restore), ...place]);
  if (!("sync" in request)) return command("sync", place);
  const to = request.to === undefined ? [] : ["--to", quoted(request.to)];
  return command("sync", [...to, ...named(request.sync), ...place]);
}

function command(name: "restore" | "sync", words: readonly string[]): string {
  return ["zcf", "sessions", name, ...words].join(" ");
}

function named(sessions: "all" | readonly string[]): readonly string[] {
  return sessions === "all" ? [] : sessions.flatMap((id) => ["--thread", quoted(id)]);
}

/** As shells take it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./~\\-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
