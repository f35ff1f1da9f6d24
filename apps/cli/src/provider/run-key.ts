import { isSwitchError } from "@zcf/contract";
import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { toSwitchError } from "../to-switch-error.ts";
import { usageError } from "../usage/cli-code.ts";
import { findProvider } from "./find-provider.ts";
import { missingKey } from "./missing-key.ts";
import type { Wanted } from "./pick-provider.ts";

interface KeyOptions extends Wanted {
  readonly id: string;
  readonly force: boolean;
}

/**
 * `zcf key`: the key and a line break on stdout, and nothing else, for whoever runs it (Codex sends what it prints).
 *
 * Whatever goes wrong exits with 1 and is told on stderr. Reads only: what is unfinished is not looked for.
 */
export async function runKey(session: Session, options: KeyOptions): Promise<ExitCode> {
  const { out } = session.runtime.terminal;
  try {
    if (out.columns !== null && !options.force) throw usageError("cli.key-terminal");
    out.write(`${await findKey(session, options)}\n`);
    return EXIT.done;
  } catch (thrown) {
    session.output.error(isSwitchError(thrown) ? thrown : toSwitchError(thrown));
    return EXIT.failed;
  }
}

async function findKey(session: Session, wanted: Wanted & { readonly id: string }): Promise<string> {
  const switcher = await session.openSwitcher();
  const { adapter, entry, home } = await findProvider(session, switcher, wanted);
  const key = await switcher.providerKey({ tool: adapter.id, id: entry.id, ...home });
  if (key !== null) return key;
  throw missingKey(adapter, entry);
}
