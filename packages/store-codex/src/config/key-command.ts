import type { TomlTable } from "@zcf/formats";

const PROGRAM = "zcf";
const COMMAND = "key";

/** The `auth` of a provider whose key Codex asks us for: it runs this without a shell, and sends what is printed (0.142, 0.169). */
export function keyCommand(id: string): TomlTable {
  return { command: PROGRAM, args: [COMMAND, `codex/${id}`] };
}

/** Whether a string of some `auth` is a word of such a command: no secret, and in every other text of ours. */
export function isOfKeyCommand(word: string): boolean {
  return word === PROGRAM || word === COMMAND || /^codex\/[\w.-]+$/.test(word);
}
