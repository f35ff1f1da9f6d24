/** Stands for the key in upstream's file where a helper has it: sent by mistake it opens nothing, and no login goes instead. */
export const HELPER_MARK = "zcf-key-helper";

const COMMAND = "zcf key claude-code/";

/**
 * What Claude Code runs to get the key of a provider. It sends it in both headers; where it fails, no login goes instead. A running
 * session takes another helper, or none, together with the new address, and sends the old key nowhere (2.1.197, 2.1.330).
 */
export function helperCommand(id: string): string {
  return COMMAND + id;
}

/** Whether `apiKeyHelper` asks us. */
export function isOurHelper(command: string | null): boolean {
  return command?.startsWith(COMMAND) === true;
}

/** The provider whose key settings have Claude Code ask us for; `null` where they ask somebody else, or nobody. */
export function askedProvider(command: string | null): string | null {
  return command !== null && isOurHelper(command) ? command.slice(COMMAND.length) : null;
}
