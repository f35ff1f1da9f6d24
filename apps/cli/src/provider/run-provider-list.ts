import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { tellUnfinished } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { pickHome } from "../stores/pick-home.ts";
import { pickTool } from "../stores/pick-tool.ts";

/** `zcf provider list`: the providers of all tools, or of one. Writes nothing. */
export async function runProviderList(session: Session, { tool, home }: StoreOptions): Promise<ExitCode> {
  const switcher = await session.openSwitcher();
  await tellUnfinished(session, switcher);
  const named = tool === undefined ? {} : { tools: [pickTool(switcher.adapters, tool).id] };
  const found = await switcher.providers({ ...named, ...pickHome(session.runtime, home) });
  session.output.providers(found, switcher.adapters);
  return EXIT.done;
}
