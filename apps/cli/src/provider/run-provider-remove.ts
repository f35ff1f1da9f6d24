import type { ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { requireProvider } from "./find-provider.ts";
import { type ChangeRun, type MakeChange, ownerOf, runChange } from "./run-change.ts";

export interface RemoveOptions extends ChangeRun {
  readonly id: string;
}

/** `zcf provider remove` */
export function runProviderRemove(session: Session, options: RemoveOptions): Promise<ExitCode> {
  const make: MakeChange = async (picked, switcher) => {
    const id = picked.id ?? options.id;
    await requireProvider(switcher, { ...picked, id });
    return { change: "remove", id, fields: {} };
  };
  return runChange(session, options, { tell: ownerOf, make });
}
