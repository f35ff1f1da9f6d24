import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { tellUnfinished } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { findProvider } from "./find-provider.ts";
import type { Wanted } from "./pick-provider.ts";

/** `zcf provider show`: all there is to one provider but its key, of which nothing is shown. Writes nothing. */
export async function runProviderShow(
  session: Session,
  wanted: Wanted & { readonly id: string },
): Promise<ExitCode> {
  const switcher = await session.openSwitcher();
  await tellUnfinished(session, switcher);
  const { adapter, store, entry } = await findProvider(session, switcher, wanted);
  session.output.provider({ adapter, store }, entry);
  return EXIT.done;
}
