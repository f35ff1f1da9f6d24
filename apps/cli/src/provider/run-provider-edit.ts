import { canAsk } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { usageError } from "../usage/cli-code.ts";
import { askEdit } from "./ask/ask-edit.ts";
import { requireProvider } from "./find-provider.ts";
import { keyPartOf } from "./key-part.ts";
import { type MakeChange, ownerOf, runChange } from "./run-change.ts";
import type { ChangeOptions, ChangeWish } from "./written-changes.ts";

export interface EditOptions extends ChangeOptions {
  readonly id: string;
}

/** `zcf provider edit` */
export function runProviderEdit(session: Session, options: EditOptions): Promise<ExitCode> {
  const make: MakeChange = async (picked, switcher) => {
    const { adapter } = picked;
    const id = picked.id ?? options.id;
    const { entry } = await requireProvider(switcher, { ...picked, id });
    const { wish } = options;
    if (isEmpty(wish)) {
      if (canAsk(session, options)) {
        const check = switcher.checkProvider.bind(null, { tool: adapter.id, ...picked.home });
        return askEdit({ session, adapter, check }, entry);
      }
      throw usageError("cli.no-changes", { provider: id });
    }
    return {
      change: "edit",
      id,
      fields: wish.fields,
      ...(await keyPartOf(session.runtime, adapter, wish, entry)),
    };
  };
  return runChange(session, options, { tell: ownerOf, make });
}

function isEmpty({ fields, keyStore, key }: ChangeWish): boolean {
  return Object.keys(fields).length === 0 && keyStore === undefined && key === null;
}
