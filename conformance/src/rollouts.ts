import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { at, type Json, parseJson } from "./json.ts";

const SESSION_FOLDERS = ["sessions", "archived_sessions"];

/** Session files of a home, relative to it, sorted. */
export async function rolloutFiles(codexHome: string): Promise<readonly string[]> {
  const found = await Promise.all(SESSION_FOLDERS.map((folder) => jsonlBelow(join(codexHome, folder))));
  return found
    .flat()
    .map((file) => relative(codexHome, file))
    .toSorted();
}

/** The one session file of a thread that was never reverted, relative to the home. */
export async function rolloutOf(codexHome: string, threadId: string): Promise<string> {
  const files = (await rolloutFiles(codexHome)).filter((file) => file.endsWith(`${threadId}.jsonl`));
  const [file] = files;
  if (file === undefined || files.length > 1)
    throw new Error(`${files.length} session files for ${threadId}`);
  return file;
}

/** Every session file's lines, byte for byte (as latin1 text), by relative path. */
export async function rolloutLines(codexHome: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const files = await rolloutFiles(codexHome);
  const lines = files.map(async (file) => [file, await linesOf(join(codexHome, file))] as const);
  return Object.fromEntries(await Promise.all(lines));
}

/** The same without the lines that carry a provider: what must never change. */
export async function conversations(codexHome: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const all = Object.entries(await rolloutLines(codexHome));
  return Object.fromEntries(
    all.map(([file, lines]) => [file, lines.filter((line) => !carriesProvider(line))]),
  );
}

/** Every provider that the session files name, one entry per place, by relative path. */
export async function namedProviders(codexHome: string): Promise<Readonly<Record<string, readonly Json[]>>> {
  const all = Object.entries(await rolloutLines(codexHome));
  return Object.fromEntries(
    all.map(([file, lines]) => [file, lines.filter(carriesProvider).map(providerOf)]),
  );
}

/** The lines of one file as latin1 text, so that equal text means equal bytes. */
export async function linesOf(file: string): Promise<readonly string[]> {
  const lines = (await readFile(file, "latin1")).split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function carriesProvider(line: string): boolean {
  const parsed = parseJson(line);
  return at(parsed, "type") === "session_meta" || at(parsed, "payload", "type") === "thread_settings_applied";
}

function providerOf(line: string): Json {
  const payload = at(parseJson(line), "payload");
  return at(payload, "model_provider") ?? at(payload, "thread_settings", "model_provider_id") ?? null;
}

async function jsonlBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".jsonl"))
    .map((entry) => join(entry.parentPath, entry.name));
}
