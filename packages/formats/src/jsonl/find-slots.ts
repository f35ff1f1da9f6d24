import { type Member, membersOf } from "./json-members.ts";
import type { Slot } from "./slot.ts";

/** Names of object members from the root inward; ASCII only. */
export type MemberPath = readonly string[];

/**
 * What stands at a path: the slot of a string or of an integer, offsets counted from the start of the line; `null`; `other`
 * for any other value, `absent` for none.
 */
export type Found = Slot | "null" | "other" | "absent";

/** Why a line was not read: `malformed` is not strict JSON in UTF-8, `ambiguous` names a member on the way twice. */
export type Unreadable = "malformed" | "ambiguous";

/**
 * Finds strings and integers in one line of JSON by their paths, with exact byte offsets.
 *
 * The line may end in `\r`. A byte order mark, a comment or a trailing comma makes it malformed.
 */
export function findSlots<Name extends string>(
  line: Uint8Array,
  paths: Readonly<Record<Name, MemberPath>>,
): Readonly<Record<Name, Found>> | Unreadable {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.length);
  if (!isStrictJson(bytes)) return "malformed";
  const tree = treeOf(paths);
  const found = new Map<string, Found>();
  const start = bytes.indexOf(OPENING);
  if (isObject(bytes, start) && !collect(bytes, { start, tree, found })) return "ambiguous";
  const names = Object.keys(paths) as Name[];
  return Object.fromEntries(names.map((name) => [name, found.get(name) ?? "absent"])) as Record<Name, Found>;
}

const OPENING = 0x7b;
const SPACE = 0x20;
const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function isStrictJson(bytes: Buffer): boolean {
  try {
    JSON.parse(UTF8.decode(bytes));
    return true;
  } catch {
    return false;
  }
}

/** Whether the value of the line is an object: nothing but white space stands before its brace. */
function isObject(bytes: Buffer, start: number): boolean {
  return start >= 0 && bytes.toString("latin1", 0, start).trim() === "";
}

/** The wanted paths, by member name from the root inward; a leaf has the names its value is wanted under. */
interface Tree {
  readonly children: Map<string, Tree>;
  readonly wanted: string[];
}

function treeOf(paths: Readonly<Record<string, MemberPath>>): Tree {
  const root: Tree = { children: new Map(), wanted: [] };
  for (const [name, path] of Object.entries(paths)) {
    const leaf = path.reduce((node, step) => childOf(node, step), root);
    leaf.wanted.push(name);
  }
  return root;
}

function childOf({ children }: Tree, step: string): Tree {
  const child = children.get(step) ?? { children: new Map<string, Tree>(), wanted: [] };
  children.set(step, child);
  return child;
}

interface Place {
  /** Where the object's opening brace stands. */
  readonly start: number;
  readonly tree: Tree;
  readonly found: Map<string, Found>;
}

/** `false` when a member on the way is there twice. */
function collect(bytes: Buffer, { start, tree, found }: Place): boolean {
  const seen = new Set<string>();
  for (const member of membersOf(bytes, start)) {
    const child = tree.children.get(member.name);
    if (child === undefined) continue;
    if (seen.has(member.name)) return false;
    seen.add(member.name);
    for (const name of child.wanted) found.set(name, valueOf(bytes, member));
    const goesOn = child.children.size > 0 && bytes[member.start] === OPENING;
    if (goesOn && !collect(bytes, { start: member.start, tree: child, found })) return false;
  }
  return true;
}

const QUOTE = 0x22;
const INTEGER = /^-?\d+$/;

function valueOf(bytes: Buffer, { start, end }: Member): Found {
  const token = bytes.toString("utf8", start, end);
  if (token === "null") return "null";
  if (bytes[start] !== QUOTE && !INTEGER.test(token)) return "other";
  let room = end;
  while (bytes[room] === SPACE) room += 1;
  return { offset: start, token, room: room - start };
}
