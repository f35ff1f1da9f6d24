import type { ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { requireProvider } from "./find-provider.ts";
import type { ChangeRun } from "./run-change.ts";
import { runChange } from "./run-change.ts";

export interface RemoveOptions extends ChangeRun {
  readonly id: string;
}

/** `zcf provider remove` */
export function runProviderRemove(session: Session, options: RemoveOptions): Promise<ExitCode> {
  return runChange(session, options, async (picked, switcher) => {
    const id = picked.id ?? options.id;
    await requireProvider(switcher, { ...picked, id });
    return { change: "remove", id, fields: {} };
  });
}
