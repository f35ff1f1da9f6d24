import { resolve } from "node:path";
import type { Environment } from "@zcf/contract";
import type { Reporter, Switcher } from "@zcf/core";

export interface Composition {
  readonly environment: Environment;
  readonly stateHome: string;
  readonly reporter: Reporter;
}

/** The composition root: which adapters and backup strategies there are. Everything heavy is loaded here, when asked. */
export async function composeSwitcher({ environment, stateHome, reporter }: Composition): Promise<Switcher> {
  const [{ createSwitcher }, { codex }, { none, selective, snapshot }] = await Promise.all([
    import("@zcf/core"),
    import("@zcf/store-codex"),
    import("@zcf/backup"),
  ]);
  return createSwitcher({
    adapters: [codex()],
    backups: [selective(), snapshot(), none()],
    environment,
    stateHome: resolve(stateHome),
    command: "zcf",
    reporter,
  });
}
