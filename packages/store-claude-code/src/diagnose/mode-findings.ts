import { type FilePath, isSwitchError, type View } from "@zcf/contract";
import { octal, tightened } from "../loose-mode.ts";
import type { Places } from "../places.ts";
import { type ReadFile, readFile, readJsonOrNull, readTomlOrNull } from "../read-file.ts";
import { jsonSecrets, tomlSecrets } from "../secrets.ts";
import { type Found, found } from "./found.ts";

/** Files with keys in them that others than their owner can read. */
export async function modeFindings(view: View, places: Places): Promise<readonly Found[]> {
  const files = [
    ...(places.isUpstreams ? [places.profiles, places.keys] : []),
    places.settings,
    places.state,
  ];
  const all = await Promise.all(files.map(async (file) => modeFinding(view, file)));
  return [...all.flat(), ...(await loginFinding(view, places))];
}

/** To change its mode would put the login into our records, for the undo. */
async function loginFinding(view: View, { credentials: file }: Places): Promise<readonly Found[]> {
  const mode = await orNull(tightened(view, file));
  return mode === null
    ? []
    : [found("claude-code.loose-mode", "warning", { file, mode: octal(mode.before) })];
}

/** What cannot be looked at has a finding of its own, or is Claude Code's alone. */
async function orNull<T>(looking: Promise<T>): Promise<T | null> {
  try {
    return await looking;
  } catch (error) {
    if (isSwitchError(error)) return null;
    throw error;
  }
}

async function modeFinding(view: View, file: FilePath): Promise<readonly Found[]> {
  const mode = await orNull(tightened(view, file));
  const read = mode === null ? null : await orNull(readFile(view, file));
  if (mode === null || read === null || !holdsSecret(read)) return [];
  const params = { file, mode: octal(mode.before) };
  return [found("claude-code.loose-mode", "warning", params, { kind: "mode", file })];
}

/** One that cannot be parsed may hold any. */
function holdsSecret(read: ReadFile): boolean {
  const secrets = read.file.endsWith(".toml") ? tomlOr(read) : jsonOr(read);
  return secrets === null || secrets.length > 0;
}

function tomlOr(read: ReadFile): readonly string[] | null {
  const document = readTomlOrNull(read);
  return document === null ? null : tomlSecrets(document);
}

function jsonOr(read: ReadFile): readonly string[] | null {
  const document = readJsonOrNull(read);
  return document === null ? null : jsonSecrets(document);
}
