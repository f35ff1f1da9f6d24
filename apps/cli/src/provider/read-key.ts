import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import type { KeyStore } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { Runtime } from "../runtime/runtime.ts";
import { usageError } from "../usage/cli-code.ts";
import type { KeySource } from "./key-source.ts";
import { isLikeKey } from "./like-key.ts";

/** No key is longer; what is, is something else. */
const LONGEST = 65_536;

/**
 * What goes to a key store: the key, without the white space around it, or the name of where it is.
 *
 * Throws usage errors that quote nothing of it, and `unreadable`. `store`: where it will be kept; `null` where that stays.
 */
export async function readKey(runtime: Runtime, source: KeySource, store: KeyStore | null): Promise<string> {
  if (store?.takes === "nothing") throw usageError("cli.key-not-taken", { store: store.id });
  if (source.from === "name") {
    if (store !== null && store.takes !== "name")
      throw usageError("cli.key-name-not-taken", { store: store.id });
    return requireKey(source.name, "--key-name");
  }
  if (store?.takes === "name") throw usageError("cli.key-name-wanted", { store: store.id });
  return requireKey(await textOf(runtime, source), `--key-${source.from}`);
}

/** Throws `cli.key-blank`, `cli.key-malformed` (usage). `where`: the option, or what was asked for. */
export function requireKey(text: string, where: string): string {
  const key = text.trim();
  if (key === "") throw usageError("cli.key-blank", { option: where });
  // A header has no room for anything else, and a key that spans lines is a file of something else.
  if (key.length > LONGEST || !/^[\x21-\x7e]+$/.test(key))
    throw usageError("cli.key-malformed", { option: where });
  return key;
}

async function textOf(runtime: Runtime, source: Exclude<KeySource, { from: "name" }>): Promise<string> {
  switch (source.from) {
    case "stdin":
      return readAll(runtime);
    case "env":
      return variableOf(runtime, source.variable);
    case "file":
      return contentOf(runtime, source.file);
  }
}

function variableOf({ environment }: Runtime, variable: string): string {
  const value = environment.variables[variable];
  if (value === undefined) throw usageError("cli.key-env-missing", { variable });
  return value;
}

/** Also of a pipe that a shell made, `<(…)`. */
function contentOf({ cwd }: Runtime, name: string): string {
  const file = resolve(cwd, name);
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (isLikeKey(name)) throw usageError("cli.key-argument");
    const system = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    throw new SwitchError({ kind: "environment", code: "unreadable", params: { file, system }, cause });
  }
}

/** A terminal would show what is typed: there somebody is asked instead. */
async function readAll({ terminal }: Runtime): Promise<string> {
  const input: Readable & { readonly isTTY?: boolean } = terminal.input;
  if (input.isTTY === true) throw usageError("cli.key-stdin-terminal");
  let text = "";
  for await (const chunk of input) {
    text += String(chunk);
    if (text.length > LONGEST) break;
  }
  return text;
}
