import type { Switcher } from "@zcf/core";
import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { completingCommand } from "../output/completing-command.ts";
import type { StorePlace } from "../output/output.ts";
import { tallySessions } from "../output/session-tally.ts";
import { tellUnfinished } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { inspectStores } from "../stores/inspect-stores.ts";
import { pickHome } from "../stores/pick-home.ts";

export interface SessionsListOptions extends StoreOptions {
  /** Show every session, not only what they come to. */
  readonly all: boolean;
  readonly json: boolean;
}

/** `zcf sessions list`: which sessions there are and whose. Writes nothing; a session is forgotten once it is told. */
export async function runSessionsList(session: Session, options: SessionsListOptions): Promise<ExitCode> {
  const switcher = await session.openSwitcher();
  await tellUnfinished(session, switcher);
  const found = await inspectStores(session, switcher, { ...options, detail: "targets" });
  const isNamed = options.tool !== undefined;
  for (const place of found)
    if (isNamed || place.adapter.sessions !== undefined)
      await listStore({ session, switcher, options }, place);
  return EXIT.done;
}

interface Listing {
  readonly session: Session;
  readonly switcher: Switcher;
  readonly options: SessionsListOptions;
}

async function listStore({ session, switcher, options }: Listing, place: StorePlace): Promise<void> {
  const { output, runtime } = session;
  const tools = [place.adapter.id];
  const tally = tallySessions();
  const listed = options.all || options.json;
  output.sessionsBegin(place);
  output.readingBegins();
  for await (const { session: one } of switcher.sessions({ tools, home: place.store.home })) {
    tally.add(one);
    if (listed) output.session(place, one);
    else output.reading(tally.count());
  }
  const request = { tools, sync: "all", ...pickHome(runtime, options.home) } as const;
  output.sessionsEnd(place, { tally: tally.result(), listed, again: completingCommand({ request }) });
}
