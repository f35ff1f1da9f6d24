import {
  copyFrom,
  isTomlTable,
  readToml,
  sameValue,
  setString,
  setTable,
  setValue,
  type TomlChange,
  type TomlTable,
  type TomlValue,
} from "@zcf/formats";

const NOTHING = readToml(new Uint8Array());

/** The changes that make a provider's table hold something else, field by field: what stays keeps its text and comments. */
export function tableChanges(
  id: string,
  before: TomlTable | undefined,
  after: TomlTable,
): readonly TomlChange[] {
  const path = ["model_providers", id];
  if (before === undefined) return [setTable(path, after)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const differing = names.filter((name) => !sameValue(at(before, name), at(after, name)));
  // What is set comes first: a table would go with its last key.
  const gone = differing.filter((name) => at(after, name) === undefined);
  const set = differing.filter((name) => at(after, name) !== undefined);
  return [
    ...set.map((name) => valueChange([...path, name], at(before, name), after[name] ?? "")),
    ...gone.map((name) => copyFrom(NOTHING, [...path, name])),
  ];
}

function valueChange(path: readonly string[], before: TomlValue | undefined, after: TomlValue): TomlChange {
  if (typeof after === "string") return setString(path, after);
  return isTomlTable(after) && isTomlTable(before) ? setTable(path, after) : setValue(path, after);
}

function at(table: TomlTable, name: string): TomlValue | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
