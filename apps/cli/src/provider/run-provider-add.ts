import { canAsk } from "../apply/run-operation.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { usageError } from "../usage/cli-code.ts";
import { askNew } from "./ask/ask-new.ts";
import { findPreset, presetFields, presetsFor } from "./find-preset.ts";
import { keyPartOf } from "./key-part.ts";
import { type MakeChange, runChange, type Tell } from "./run-change.ts";
import type { ChangeOptions } from "./written-changes.ts";

export interface AddOptions extends ChangeOptions {
  readonly id: string | undefined;
  readonly preset: string | undefined;
}

/** `zcf provider add` */
export function runProviderAdd(session: Session, options: AddOptions): Promise<ExitCode> {
  const make: MakeChange = async ({ adapter, id, home }, switcher) => {
    const { wish } = options;
    const preset = options.preset === undefined ? null : findPreset(adapter, options.preset);
    const check = switcher.checkProvider.bind(null, { tool: adapter.id, ...home });
    if (canAsk(session, options)) return askNew({ session, adapter, check }, { ...wish, id, preset });
    const named = id ?? preset?.id;
    if (named === undefined) throw usageError("cli.no-provider-id");
    const keyStore = wish.keyStore ?? preset?.keyStore;
    const key = await keyPartOf(session.runtime, adapter, { ...wish, keyStore }, null);
    const fields = { ...presetFields(adapter, preset, named), ...wish.fields };
    return { change: "add", id: named, fields, ...key };
  };
  return runChange(session, options, { tell: tellByPreset(options), make });
}

/** A preset that only one tool can use says which. */
function tellByPreset({ preset }: AddOptions): Tell {
  return async (tools) => {
    const fitting = tools.filter((one) => presetsFor(one).some(({ id }) => id === preset?.toLowerCase()));
    return fitting.length === 1 ? (fitting[0] ?? null) : null;
  };
}
