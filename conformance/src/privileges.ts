import type { Command } from "./child.ts";

type Started = Omit<Command, "timeoutMs">;

/** Whether this process may do what only root may. */
export const isRoot: boolean = process.getuid?.() === 0;

/** The command without what makes root's reading and writing go past every mode; unchanged where we are not root. */
export function unprivileged(command: Started): Started {
  if (!isRoot) return command;
  return prefixed(["setpriv", "--inh-caps=-all", "--bounding-set=-all"], command);
}

/** The command as another user, of no group but its own; only root may. */
export function asUser(uid: number, command: Started): Started {
  return prefixed(["setpriv", `--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"], command);
}

/** The command with every mode as it asks for it, as under the loosest umask. */
export function withoutUmask(command: Started): Started {
  return prefixed(["sh", "-c", 'umask 0; exec "$@"', "sh"], command);
}

function prefixed([file = "", ...args]: readonly string[], command: Started): Started {
  return { ...command, file, args: [...args, command.file, ...command.args] };
}
