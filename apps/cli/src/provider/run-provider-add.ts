import { canAsk } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { usageError } from "../usage/cli-code.ts";
import { askNew } from "./ask/ask-new.ts";
import { findPreset, presetFields } from "./find-preset.ts";
import { keyPartOf } from "./key-part.ts";
import { runChange } from "./run-change.ts";
import type { ChangeOptions } from "./written-changes.ts";

export interface AddOptions extends ChangeOptions {
  readonly id: string | undefined;
  readonly preset: string | undefined;
}

/** `zcf provider add` */
export function runProviderAdd(session: Session, options: AddOptions): Promise<ExitCode> {
  return runChange(session, options, async ({ adapter, id }) => {
    const { wish } = options;
    const preset = options.preset === undefined ? null : findPreset(adapter, options.preset);
    if (canAsk(session, options)) return askNew(session, adapter, { ...wish, id, preset });
    const named = id ?? preset?.id;
    if (named === undefined) throw usageError("cli.no-provider-id");
    const keyStore = wish.keyStore ?? preset?.keyStore;
    const key = await keyPartOf(session.runtime, adapter, { ...wish, keyStore }, null);
    const fields = { ...presetFields(adapter, preset, named), ...wish.fields };
    return { change: "add", id: named, fields, ...key };
  });
}
