import { basename, dirname, extname, join } from "node:path";
import type { Content, Draft, Reading, SourceFile, Unusable } from "@zcf/import";
import {
  contentOf,
  importError,
  readCcSwitchConfig,
  readClaudeEnv,
  readCodexHome,
  readExport,
  readRouter,
  readZcf,
} from "@zcf/import";
import { STANDARD_INPUT } from "../../import/import-options.ts";
import { readPassphrase } from "../../passphrase/read-passphrase.ts";
import { unseal } from "../../passphrase/seal.ts";
import { readBounded } from "../read-bounded.ts";
import { ccSwitchDatabase } from "./cc-switch.ts";
import { ccsOf } from "./ccs.ts";
import type { Place } from "./source.ts";

/** A file, by what it holds; `null` for one that is not there. Throws `import.unknown-content`. */
export async function file(place: Place, path: string): Promise<Reading | null> {
  const start = await place.files.start(path);
  if (start !== null && contentOf(start) === "database") return ccSwitchDatabase(start.file);
  const found = start === null ? null : await place.files.read(path);
  return found === null ? null : readContent(place, found, contentOf(found));
}

/** What another program writes to standard input. */
export async function standardInput(place: Place): Promise<Reading> {
  const { input } = place.session.runtime.terminal;
  const source = { file: STANDARD_INPUT, content: await readBounded(input, STANDARD_INPUT) };
  return readContent(place, source, contentOf(source));
}

async function readContent(place: Place, source: SourceFile, content: Content | null): Promise<Reading> {
  switch (content) {
    case "export":
      return readExport(source);
    case "encrypted":
      return readEncrypted(place, source);
    case "database":
      if (source.file === STANDARD_INPUT) break;
      return ccSwitchDatabase(source.file);
    case "cc-switch":
      return readCcSwitchConfig(source);
    case "router":
      return readRouter(source, place.variables);
    case "ccs":
      return ccsOf(place, source);
    case "zcf":
      return readZcfFile(source);
    case "codex":
      return readCodexHome({ config: source, auth: await authBeside(place, source) });
    case "claude":
      return readSettings(source);
    case null:
  }
  throw importError("import.unknown-content", { file: source.file });
}

async function authBeside({ files }: Place, { file: path }: SourceFile): Promise<SourceFile | null> {
  return path === STANDARD_INPUT ? null : files.read(join(dirname(path), "auth.json"));
}

async function readEncrypted({ session, passphrase, canAsk }: Place, source: SourceFile): Promise<Reading> {
  const secret = await readPassphrase(session, { source: passphrase, isNew: false, canAsk });
  return readExport({ ...source, content: await unseal(source, secret) });
}

/** Its older file has the profiles at the top. */
function readZcfFile(source: SourceFile): Reading {
  const newer = readZcf({ config: source, legacy: null });
  const isEmpty = newer.drafts.length + newer.unusable.length === 0;
  return isEmpty && extname(source.file) === ".json" ? readZcf({ config: null, legacy: source }) : newer;
}

/** Settings of Claude Code, named by their file: `glm.settings.json` is `glm`. */
function readSettings({ file: path, content }: SourceFile): Reading {
  const name = basename(path).replace(/(?:\.settings)?\.json$/, "");
  const found: Draft | Unusable = readClaudeEnv(JSON.parse(new TextDecoder().decode(content)), {
    origin: name,
    name,
  });
  return "code" in found ? { drafts: [], unusable: [found] } : { drafts: [found], unusable: [] };
}
