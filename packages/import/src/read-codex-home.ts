import { CODEX, type Reading } from "./draft.ts";
import { jsonIn, type SourceFile, tomlIn } from "./parse.ts";
import { allowedId } from "./provider-id.ts";
import { readCodexTable, tablesIn } from "./read-codex-table.ts";
import { readingOf } from "./reading.ts";
import { fieldsOf, textOf } from "./values.ts";

/** The files of a Codex home; `null` for one that is not there. */
export interface CodexHome {
  readonly config: SourceFile | null;
  readonly auth: SourceFile | null;
}

/** The providers of a Codex home, as upstream zcf and people write them, ids as they are. Throws `import.broken`. */
export function readCodexHome({ config, auth }: CodexHome): Reading {
  if (config === null) return readingOf([]);
  const data = fieldsOf(tomlIn(config));
  const keys = auth === null ? {} : fieldsOf(jsonIn(auth));
  const current = textOf(data["model_provider"]);
  return readingOf(
    tablesIn(data).map(([id, table]) =>
      readCodexTable({
        origin: id,
        id: allowedId(CODEX, id),
        table,
        auth: keys,
        model: null,
        ownsAuth: id === current && table["requires_openai_auth"] === true,
      }),
    ),
  );
}
