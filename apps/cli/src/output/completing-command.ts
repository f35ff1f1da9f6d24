import type { Operation, SwitchRequest, UndoRequest } from "@zcf/core";

/** The command that moves, later, the sessions which an operation leaves out. */
export function completingCommand({ request }: Pick<Operation, "request">): string {
  if ("undo" in request) return undoAgain(request);
  if ("fromBackup" in request) return `zcf backup restore ${quoted(request.fromBackup)}`;
  const { home } = request;
  const place = home === undefined ? [] : ["--home", quoted(home)];
  if ("providers" in request)
    return `zcf provider list${home === undefined ? "" : ` --home ${quoted(home)}`}`;
  if ("fix" in request) return ["zcf", "doctor", "--fix", ...place].join(" ");
  if ("restore" in request) return command("restore", [...named(request.restore), ...place]);
  if (!("sync" in request)) {
    // What leaves the mode `shared` leaves it with the same switch, and not with a sync, which moves all to one place.
    const isLeaving = request.sessions === "off";
    return isLeaving ? switchAgain(request, place) : command("sync", place);
  }
  const to = request.to === undefined ? [] : ["--to", quoted(request.to)];
  return command("sync", [...to, ...named(request.sync), ...place]);
}

/** What it took back stays so: the rest of the same operation follows. */
function undoAgain({ undo, only = [] }: UndoRequest): string {
  const groups = only.length === 0 ? [] : ["--only", quoted(only.join(","))];
  return ["zcf", "undo", quoted(undo), ...groups].join(" ");
}

function switchAgain({ target, tools }: SwitchRequest, place: readonly string[]): string {
  const named = tools.length === 1 ? tools.flatMap((tool) => ["--tool", tool]) : ["--all"];
  return ["zcf", "switch", quoted(target), ...named, "--sessions", "off", ...place].join(" ");
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
