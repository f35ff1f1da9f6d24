import { type TomlTable, tomlAt } from "@zcf/formats";
import { type Draft, withKnown, withTable } from "./draft.ts";
import { MODEL, tableKey } from "./fields.ts";
import type { Fields } from "./require-fields.ts";

/** A provider with its fields set. A model goes to our own file, unless its table has one already, as earlier zcf writes it. */
export function withFields(draft: Draft, id: string, { [MODEL]: model, ...fields }: Fields): Draft {
  const table = draft.tables.get(id) ?? {};
  const next = withTable(draft, id, withValues(table, fields));
  return model === undefined ? next : withModel(next, id, model);
}

function withModel(draft: Draft, id: string, model: string | null): Draft {
  const table = draft.tables.get(id) ?? {};
  if (model !== null && typeof tomlAt(table, MODEL) === "string")
    return withTable(draft, id, { ...table, [MODEL]: model });
  const { [MODEL]: _, ...rest } = table;
  const known = { ...draft.keys.providers[id], model: model ?? undefined };
  return withKnown(withTable(draft, id, rest), id, known);
}

function withValues(table: TomlTable, fields: Fields): TomlTable {
  const next = new Map(Object.entries(table));
  for (const [field, value] of Object.entries(fields)) {
    if (value === null) next.delete(tableKey(field));
    else next.set(tableKey(field), value);
  }
  return Object.fromEntries(next);
}
