import type { Readable } from "node:stream";
import { SwitchError } from "@zcf/contract";
import type { Runtime } from "../runtime/runtime.ts";
import type { Session } from "../session.ts";
import { usageError } from "../usage/cli-code.ts";
import type { PassphraseSource } from "./passphrase-source.ts";

/** No passphrase is longer; what is, is something else. */
const LONGEST = 65_536;

export interface PassphraseWish {
  /** `null`: somebody is asked. */
  readonly source: PassphraseSource | null;
  /** It is a new one, which is typed twice. */
  readonly isNew: boolean;
  readonly canAsk: boolean;
}

/**
 * What encrypts a file, or decrypts it.
 *
 * Throws `cli.passphrase-…` (usage), none of which quotes it, and `cancelled`.
 */
export async function readPassphrase(session: Session, wish: PassphraseWish): Promise<string> {
  const { source, isNew, canAsk } = wish;
  if (source === null && !canAsk) throw usageError("cli.passphrase-needed");
  const text = source === null ? await ask(session, isNew) : await given(session.runtime, source);
  if (text.trim() === "") throw usageError("cli.passphrase-blank");
  return text;
}

async function given(runtime: Runtime, source: PassphraseSource): Promise<string> {
  if (source.from === "stdin") return firstLine(runtime.terminal.input);
  const value = runtime.environment.variables[source.variable];
  if (value === undefined) throw usageError("cli.passphrase-env-missing", { variable: source.variable });
  return value;
}

/** A terminal would show what is typed: there somebody is asked instead. */
async function firstLine(input: Readable & { readonly isTTY?: boolean }): Promise<string> {
  if (input.isTTY === true) throw usageError("cli.passphrase-stdin-terminal");
  let text = "";
  for await (const chunk of input) {
    text += String(chunk);
    if (text.includes("\n") || text.length > LONGEST) break;
  }
  return text.split(/\r?\n/, 1)[0] ?? "";
}

async function ask(session: Session, isNew: boolean): Promise<string> {
  const { passphrase: texts } = session.messages.ui.import;
  const first = await askOnce(session, isNew ? texts.choose : texts.ask);
  if (isNew && first !== (await askOnce(session, texts.again))) throw usageError("cli.passphrase-mismatch");
  return first;
}

/** Shows a mark for each character. */
async function askOnce({ runtime }: Session, message: string): Promise<string> {
  const { isCancel, password } = await import("@clack/prompts");
  const { input, prompt: output } = runtime.terminal;
  const typed = await password({ message, input, output });
  if (isCancel(typed)) throw new SwitchError({ kind: "cancelled", code: "cancelled" });
  return typed ?? "";
}
