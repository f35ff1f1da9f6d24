import type { ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { requireProvider } from "./find-provider.ts";
import { keyPartOf } from "./key-part.ts";
import { type MakeChange, ownerOf, runChange } from "./run-change.ts";
import { splitId } from "./split-id.ts";
import type { ChangeOptions } from "./written-changes.ts";

export interface CopyOptions extends ChangeOptions {
  readonly id: string;
  readonly copyId: string;
}

/** `zcf provider copy`; the copy may name its tool as well, as long as it is the same one. */
export function runProviderCopy(session: Session, options: CopyOptions): Promise<ExitCode> {
  const make: MakeChange = async (picked, switcher) => {
    const { adapter } = picked;
    const id = picked.id ?? options.id;
    const { entry } = await requireProvider(switcher, { ...picked, id });
    const { wish } = options;
    const copyId = splitId([adapter], options.copyId).id;
    const key = await keyPartOf(session.runtime, adapter, wish, entry);
    return { change: "copy", id, copyId, fields: wish.fields, ...key };
  };
  return runChange(session, options, { tell: ownerOf, make });
}
