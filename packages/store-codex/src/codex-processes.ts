import type { Process, View } from "@zcf/contract";

/** The npm package's executable, and those of Codex's own releases, as Linux cuts them to 15 characters. */
const NAMES = ["codex", "codex-x86_64-un", "codex-aarch64-u"];

/** Every running Codex, whatever its home. */
export function codexProcesses(view: View): Promise<readonly Process[]> {
  return view.processes({ names: NAMES, variables: ["CODEX_HOME", "HOME"] });
}

/** Whether a process uses a home, links followed on both sides; `null` when its environment does not tell. */
export async function usesHome({ variables }: Process, home: string, view: View): Promise<boolean | null> {
  const own = variables["CODEX_HOME"] || defaultHome(variables["HOME"]);
  if (own === null || !own.startsWith("/")) return null;
  return (await view.resolve(own)) === (await view.resolve(home));
}

function defaultHome(userHome: string | undefined): string | null {
  return userHome ? `${userHome}/.codex` : null;
}
