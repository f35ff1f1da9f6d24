import { parseSync, visitorKeys } from "oxc-parser";

/** One import of a module, in any form: static, re-export, dynamic, `import("x").T`, `import x = require("x")`. */
export interface Import {
  /** `null`: computed when it runs, so nobody can tell what it loads. */
  readonly specifier: string | null;
  /** The exported names it takes; `*` for the whole module. */
  readonly names: readonly string[];
  readonly line: number;
}

/** A global that is read or called, e.g. `process`, `Date.now`, `new Date()`; or a method, e.g. `.localeCompare`. */
export interface GlobalUse {
  readonly name: string;
  readonly line: number;
}

export interface ModuleFacts {
  readonly imports: readonly Import[];
  readonly globals: readonly GlobalUse[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

interface Place {
  readonly node: Node;
  readonly parent: Node | null;
  /** The property of the parent that holds the node. */
  readonly key: string;
  readonly inType: boolean;
}

/** TypeScript nodes that hold values; every other `TS…` node is a type and exists only for the checker. */
const VALUE_NODES = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSInstantiationExpression",
  "TSParameterProperty",
]);

/** What a module imports and which globals it uses. Throws when it does not parse: an unread file proves nothing. */
export function factsOf(file: string, source: string): ModuleFacts {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0)
    throw new Error(`${file} does not parse: ${errors.map((e) => e.message).join("; ")}`);
  const places = [...walk({ node: asNode(program), parent: null, key: "", inType: false })];
  const lineAt = (offset: number): number => source.slice(0, offset).split("\n").length;
  const declared = new Set(places.flatMap((place) => namesBoundAt(place)));
  return {
    imports: places.flatMap(({ node }) => {
      const found = importAt(node);
      return found === null ? [] : [{ ...found, line: lineAt(node.start) }];
    }),
    globals: places.flatMap((place) => {
      const name = globalAt(place, declared);
      return name === null ? [] : [{ name, line: lineAt(place.node.start) }];
    }),
  };
}

function asNode(value: unknown): Node {
  return value as Node;
}

function* walk(place: Place): Generator<Place> {
  yield place;
  const { node } = place;
  const inType = place.inType || (node.type.startsWith("TS") && !VALUE_NODES.has(node.type));
  for (const key of visitorKeys[node.type] ?? [])
    for (const child of [node[key]].flat())
      if (child !== null && child !== undefined)
        yield* walk({ node: asNode(child), parent: node, key, inType });
}

function importAt(node: Node): Omit<Import, "line"> | null {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
      return node["source"] ? { specifier: literal(node["source"]), names: takenNames(node) } : null;
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return { specifier: literal(node["source"]), names: ["*"] };
    case "TSExternalModuleReference":
      return { specifier: literal(node["expression"]), names: ["*"] };
    default:
      return null;
  }
}

/** Only what is certain: a string, or a template without expressions. */
function literal(value: unknown): string | null {
  const node = asNode(value);
  if (node.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node.type !== "TemplateLiteral") return null;
  const quasis = node["quasis"] as readonly { readonly value: { readonly cooked: string } }[];
  return quasis.length === 1 ? (quasis[0]?.value.cooked ?? null) : null;
}

function takenNames(node: Node): readonly string[] {
  const specifiers = node["specifiers"] as readonly Node[];
  return specifiers.map((specifier) => {
    if (specifier.type === "ImportSpecifier") return nameOf(specifier["imported"]);
    if (specifier.type === "ExportSpecifier") return nameOf(specifier["local"]);
    return "*";
  });
}

function nameOf(value: unknown): string {
  const node = asNode(value);
  return String(node["name"] ?? node["value"]);
}

function namesBoundAt({ node }: Place): readonly string[] {
  switch (node.type) {
    case "VariableDeclarator":
      return namesInPattern(node["id"]);
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return [
        ...namesInPattern(node["id"]),
        ...(node["params"] as readonly unknown[]).flatMap(namesInPattern),
      ];
    case "ClassDeclaration":
      return namesInPattern(node["id"]);
    case "CatchClause":
      return namesInPattern(node["param"]);
    case "ImportSpecifier":
    case "ImportDefaultSpecifier":
    case "ImportNamespaceSpecifier":
      return namesInPattern(node["local"]);
    default:
      return [];
  }
}

function namesInPattern(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  const node = asNode(value);
  const inner = {
    Identifier: [],
    ObjectPattern: [node["properties"]],
    Property: [node["value"]],
    ArrayPattern: [node["elements"]],
    AssignmentPattern: [node["left"]],
    RestElement: [node["argument"]],
    TSParameterProperty: [node["parameter"]],
  }[node.type];
  if (node.type === "Identifier") return [nameOf(node)];
  return (inner ?? []).flat().flatMap(namesInPattern);
}

const DATE_FROM_ITS_ARGUMENTS = new Set(["parse", "UTC", "prototype"]);

function globalAt(place: Place, declared: ReadonlySet<string>): string | null {
  const { node, parent, inType } = place;
  if (inType || parent === null) return null;
  if (node.type === "MemberExpression") return localeMethod(node);
  if (node.type !== "Identifier" || isName(place)) return null;
  const name = nameOf(node);
  if (declared.has(name)) return null;
  if (name === "Date") return dateUse(place, parent);
  if (name === "Math") return mathUse(parent);
  return name;
}

function localeMethod(node: Node): string | null {
  const name = memberName(node);
  return name !== null && /^(toLocale|localeCompare$)/.test(name) ? `.${name}` : null;
}

/** The identifier names a property, label or binding here; it reads nothing. */
function isName({ parent, key }: Place): boolean {
  if (parent === null) return true;
  if (/^(Import|Export).*Specifier$/.test(parent.type))
    return parent.type !== "ExportSpecifier" || key !== "local";
  if (key === "label") return true;
  return (key === "property" || key === "key") && parent["computed"] === false;
}

function memberName(node: Node): string | null {
  if (node["computed"] === true) return literal(node["property"]);
  return nameOf(node["property"]);
}

/** `new Date(value)`, `Date.parse` and `instanceof Date` depend on their arguments only; the rest is the clock. */
function dateUse({ key }: Place, parent: Node): string | null {
  if (parent.type === "NewExpression" && key === "callee")
    return (parent["arguments"] as readonly unknown[]).length > 0 ? null : "new Date()";
  if (parent.type === "BinaryExpression" && parent["operator"] === "instanceof") return null;
  if (parent.type !== "MemberExpression") return "Date";
  const member = memberName(parent);
  return member !== null && DATE_FROM_ITS_ARGUMENTS.has(member) ? null : `Date.${member ?? "[…]"}`;
}

function mathUse(parent: Node): string | null {
  if (parent.type !== "MemberExpression") return "Math";
  const member = memberName(parent);
  return member === null || member === "random" ? `Math.${member ?? "[…]"}` : null;
}
