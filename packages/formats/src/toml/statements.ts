import type { AST } from "toml-eslint-parser";

/** A `key = value` line, at the root or below a header. */
export interface KeyLine {
  readonly kind: "key";
  /** The whole path from the root. */
  readonly path: readonly string[];
  /** The part of the path that is written on the line itself. */
  readonly local: readonly string[];
  /** The header it stands below; `null` at the root. */
  readonly header: Header | null;
  readonly node: AST.TOMLKeyValue;
}

/** A `[table]` or `[[array of tables]]` header. */
export interface Header {
  readonly kind: "header";
  readonly path: readonly string[];
  /** It is, or stands inside, an array of tables: its path names no single table. */
  readonly repeated: boolean;
  readonly node: AST.TOMLTable;
}

export type Statement = KeyLine | Header;

/** Every header and key line of a file, in order; what stands inside inline tables is no statement. */
export function statementsOf(program: AST.TOMLProgram): readonly Statement[] {
  const [root] = program.body;
  const arrays: (readonly string[])[] = [];
  return root.body.flatMap((node): readonly Statement[] => {
    if (node.type === "TOMLKeyValue") return [keyLine(node, null)];
    const path = keysOf(node.key);
    if (node.kind === "array") arrays.push(path);
    const repeated = arrays.some((array) => startsWith(path, array));
    const header: Header = { kind: "header", path, repeated, node };
    return [header, ...node.body.map((line) => keyLine(line, header))];
  });
}

/** The names a key consists of: `a."b.c"` is `["a", "b.c"]`. */
export function keysOf(key: AST.TOMLKey): readonly string[] {
  return key.keys.map((part) => (part.type === "TOMLBare" ? part.name : part.value));
}

/** Whether a path begins with another one. */
export function startsWith(path: readonly string[], prefix: readonly string[]): boolean {
  return prefix.length <= path.length && prefix.every((name, index) => name === path[index]);
}

/** Whether two paths are the same. */
export function samePath(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && startsWith(left, right);
}

function keyLine(node: AST.TOMLKeyValue, header: Header | null): KeyLine {
  const local = keysOf(node.key);
  return { kind: "key", path: [...(header?.path ?? []), ...local], local, header, node };
}
