import type { FormatError } from "@zcf/formats";
import { isFormatError, readJson, readJson5, readToml } from "@zcf/formats";
import { parseDocument } from "yaml";
import { importError } from "./codes.ts";

/** A file of a source, and what it is called in messages. */
export interface SourceFile {
  readonly file: string;
  readonly content: Uint8Array;
}

/** The data of a JSON file. Throws `import.broken`. */
export function jsonIn({ file, content }: SourceFile): unknown {
  return parsed(file, () => readJson(content).data);
}

/** The data of a JSON file as those write it who read it as JSON5. Throws `import.broken`. */
export function json5In({ file, content }: SourceFile): unknown {
  return parsed(file, () => readJson5(content));
}

/** The data of a TOML file. Throws `import.broken`. */
export function tomlIn({ file, content }: SourceFile): unknown {
  return parsed(file, () => readToml(content).data);
}

/** The data of a YAML file; aliases are not followed far. Throws `import.broken`. */
export function yamlIn({ file, content }: SourceFile): unknown {
  return parsed(file, () => {
    const document = parseDocument(new TextDecoder().decode(content), { prettyErrors: false });
    const [error] = document.errors;
    if (error === undefined) return document.toJS({ maxAliasCount: 100 }) as unknown;
    throw importError("import.broken", { file, reason: words(error.code) });
  });
}

// What YAML's own message says may quote the file, so only its kind is told.
function words(code: string): string {
  return code.toLowerCase().replaceAll("_", " ");
}

/** Only the place and the kind of what is wrong are told: the text may hold keys. */
function parsed<T>(file: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (isFormatError(error)) throw brokenAt(file, error);
    if (error instanceof ReferenceError) throw importError("import.broken", { file, reason: "aliases" });
    throw error;
  }
}

function brokenAt(file: string, { line, column, reason }: FormatError): Error {
  return importError("import.broken", { file, line, column, reason });
}
