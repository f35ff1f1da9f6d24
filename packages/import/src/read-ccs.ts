import { CLAUDE_CODE, type Draft, type Reading, type Unusable } from "./draft.ts";
import { jsonIn, type SourceFile, yamlIn } from "./parse.ts";
import { readClaudeEnv } from "./read-claude-env.ts";
import { readingOf } from "./reading.ts";
import { fieldsOf, textOf } from "./values.ts";

/** A profile of ccs, and the settings file that it names. */
export interface CcsProfile {
  readonly name: string;
  /** May begin with `~`. */
  readonly settings: string;
}

/**
 * The profiles with a settings file, of `config.yaml` (from schema 2 on; up to 9 `settings`, later `settings_file`) or
 * of the `config.json` before it. Throws `import.broken`.
 */
export function ccsProfiles(config: SourceFile): readonly CcsProfile[] {
  const isJson = /^\s*\{/.test(new TextDecoder().decode(config.content.subarray(0, 64)));
  const data = fieldsOf(isJson ? jsonIn(config) : yamlIn(config));
  return Object.entries(fieldsOf(data["profiles"])).flatMap(([name, profile]) => {
    const fields = fieldsOf(profile);
    const settings = textOf(profile) ?? textOf(fields["settings_file"]) ?? textOf(fields["settings"]);
    return settings === null ? [] : [{ name, settings }];
  });
}

/** A profile with what its settings file holds; `null` where it is missing. */
export interface CcsSettings {
  readonly profile: CcsProfile;
  readonly file: SourceFile | null;
  /** It is the file that Claude Code itself uses now. */
  readonly isOwn: boolean;
}

/** The providers of ccs. */
export function readCcs(settings: readonly CcsSettings[]): Reading {
  return readingOf(settings.map(readProfile));
}

function readProfile({ profile: { name, settings }, file, isOwn }: CcsSettings): Draft | Unusable {
  const notUsable = { tool: CLAUDE_CODE, origin: name, params: { file: settings } };
  if (isOwn) return { ...notUsable, code: "import.own-settings" };
  if (file === null) return { ...notUsable, code: "import.settings-missing" };
  try {
    return readClaudeEnv(jsonIn(file), { origin: name, name });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "SwitchError") throw error;
    return { ...notUsable, code: "import.broken-settings", params: {} };
  }
}
