import type { FileEdit, View } from "@zcf/contract";
import { editJson, type JsonChange, type JsonObject, removeJson, setJson } from "@zcf/formats";
import type { AuthFile } from "./auth-file.ts";

/** The edit that makes `auth.json` hold `next`; `null`: that it goes. Unknown entries and formatting stay. */
export function authEdits(
  view: View,
  { file, content, data }: AuthFile,
  next: JsonObject | null,
): readonly FileEdit[] {
  const common = { group: "auth", sensitive: true, file } as const;
  if (content === null) {
    return next === null ? [] : [{ ...common, kind: "create", content: printed(next), mode: 0o600 }];
  }
  if (data === null) return [];
  if (next === null) return [{ ...common, kind: "remove", content }];
  if (JSON.stringify(data) === JSON.stringify(next)) return [];
  const hunks = editJson(content, changes(data, next));
  return hunks.length === 0 ? [] : [{ ...common, kind: "patch", base: view.digest(content), hunks }];
}

function changes(data: JsonObject, next: JsonObject): readonly JsonChange[] {
  const gone = Object.keys(data).filter((name) => !Object.hasOwn(next, name));
  const set = Object.entries(next).map(([name, value]) => setJson([name], value));
  return [...set, ...gone.map((name) => removeJson([name]))];
}

// As Codex writes it.
function printed(data: JsonObject): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(data, null, 2));
}
