import { type FilePath, isSwitchError, type Store, type View } from "@zcf/contract";
import { parseConfig } from "../config/config.ts";
import { readFile } from "../read-file.ts";
import { configSecrets } from "../secrets.ts";
import { type Found, found } from "./found.ts";

/** Who may read and write files that hold secrets, by their permission bits; nothing where the system has none. */
export async function modeFindings(store: Store, view: View): Promise<readonly Found[]> {
  if (!view.can.modes) return [];
  const [config, auth, keys] = ["config.toml", "auth.json", "zcf-keys.json"].map((name) =>
    view.path(store.home, name),
  );
  if (config === undefined || auth === undefined || keys === undefined) return [];
  return [
    ...((await holdsSecret(view, config)) ? await open(view, "codex.config-open", config) : []),
    ...(await open(view, "codex.auth-open", auth)),
    ...(await readOnly(view, auth)),
    ...(await open(view, "codex.keys-open", keys)),
  ];
}

async function open(
  view: View,
  check: "codex.config-open" | "codex.auth-open" | "codex.keys-open",
  file: FilePath,
): Promise<readonly Found[]> {
  const before = await modeOf(view, file);
  if (before === null || (before & 0o077) === 0) return [];
  const group = check === "codex.config-open" ? "config" : "auth";
  const fix = { kind: "mode", group, file, before, clear: 0o077, set: 0 } as const;
  return [found(check, "warning", { file, mode: octal(before) }, fix)];
}

/** Codex 0.169 then neither logs in nor renews a login: "credential file is read-only". */
async function readOnly(view: View, file: FilePath): Promise<readonly Found[]> {
  const before = await modeOf(view, file);
  if (before === null || (before & 0o200) !== 0) return [];
  const fix = { kind: "mode", group: "auth", file, before, clear: 0, set: 0o600 } as const;
  return [found("codex.auth-read-only", "warning", { file, mode: octal(before) }, fix)];
}

/** One that cannot even be looked at is told of as such. */
async function modeOf(view: View, file: FilePath): Promise<number | null> {
  try {
    const stat = await view.stat(file);
    return stat?.kind === "file" ? stat.mode : null;
  } catch (error) {
    if (isSwitchError(error) && error.code === "unreadable") return null;
    throw error;
  }
}

/** One that cannot be read may hold any. */
async function holdsSecret(view: View, file: FilePath): Promise<boolean> {
  try {
    return configSecrets(parseConfig(await readFile(view, file)).document).length > 0;
  } catch (error) {
    if (isSwitchError(error)) return true;
    throw error;
  }
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}
