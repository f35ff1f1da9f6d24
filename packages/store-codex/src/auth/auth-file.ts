import type { FilePath, Store, View } from "@zcf/contract";
import { isFormatError, isJsonObject, type JsonObject, jsonStrings, readJson } from "@zcf/formats";
import { type ReadFile, readFile } from "../read-file.ts";
import { hint, type Problem, problem } from "../report.ts";
import { secretsIn } from "../secrets.ts";

/** A read `auth.json`. */
export interface AuthFile extends ReadFile {
  /** `null` when the file is missing, or when it is `broken`. */
  readonly data: JsonObject | null;
  /** Why it cannot be read; Codex then behaves as if it were missing. */
  readonly broken: Problem | null;
  readonly secrets: readonly string[];
}

/** Reads `auth.json`. What Codex does not accept (0.169: no JSON object, or a byte order mark) is a problem, no error. */
export async function readAuth(store: Store, view: View): Promise<AuthFile> {
  return parseAuth(await readFile(view, view.path(store.home, "auth.json")));
}

/** As {@link readAuth}, of a file that was read. */
export function parseAuth(read: ReadFile): AuthFile {
  return { ...read, ...parse(read) };
}

type Parsed = Pick<AuthFile, "data" | "broken" | "secrets">;

function parse({ file, content }: ReadFile): Parsed {
  if (content === null) return { data: null, broken: null, secrets: [] };
  try {
    const document = readJson(content);
    const secrets = secretsIn(jsonStrings(document), isSecret);
    if (document.bom) return broken(file, { line: 1, column: 1, reason: "byte order mark" });
    if (isJsonObject(document.data)) return { data: document.data, broken: null, secrets };
    return broken(file, { line: 1, column: 1, reason: "not an object" });
  } catch (error) {
    if (!isFormatError(error)) throw error;
    return broken(file, error);
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

function broken(file: FilePath, { line, column, reason }: Place): Parsed {
  const next = hint("codex.hint-edit-file", { file, line });
  const found = problem(
    "codex.auth-syntax",
    { file, line, column, reason },
    { forceable: false, hint: next },
  );
  return { data: null, broken: found, secrets: [] };
}

function isSecret(path: readonly string[]): boolean {
  return path[0] !== "auth_mode" && path[0] !== "last_refresh";
}
