import { visit } from "jsonc-parser";
import type { StringSlot } from "./string-slot.ts";

/** Names of object members from the root inward; ASCII only. */
export type MemberPath = readonly string[];

/**
 * What stands at a path: a string's slot, offsets counted from the start of the line; `other` for any other value,
 * `absent` for none.
 */
export type Found = StringSlot | "other" | "absent";

/** Why a line was not read: `malformed` is not strict JSON in UTF-8, `ambiguous` names a member on the way twice. */
export type Unreadable = "malformed" | "ambiguous";

/**
 * Finds string values in one line of JSON by their paths, with exact byte offsets.
 *
 * The line may end in `\r`. A byte order mark, a comment or a trailing comma makes it malformed.
 */
export function findStrings<Name extends string>(
  line: Uint8Array,
  paths: Readonly<Record<Name, MemberPath>>,
): Readonly<Record<Name, Found>> | Unreadable {
  const bytes = Buffer.from(line.buffer, line.byteOffset, line.length);
  if (!isStrictJson(bytes)) return "malformed";
  const search = new Search(bytes, Object.values<MemberPath>(paths));
  if (search.ambiguous) return "ambiguous";
  const found = Object.entries<MemberPath>(paths).map(
    ([name, path]) => [name, search.found.get(JSON.stringify(path)) ?? "absent"] as const,
  );
  return Object.fromEntries(found) as Record<Name, Found>;
}

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

/** One walk over the line. Decoded as latin1, every character is one byte, so the parser's offsets are the file's. */
class Search {
  readonly found = new Map<string, Found>();
  ambiguous = false;
  readonly #bytes: Buffer;
  readonly #wanted: ReadonlySet<string>;
  /** Members that lead to a wanted one; each may be there once. */
  readonly #steps: ReadonlySet<string>;
  /** The last names of the steps: most members are told apart by these alone. */
  readonly #names: ReadonlySet<string>;
  readonly #seen = new Set<string>();
  #pending: string | null = null;

  constructor(bytes: Buffer, paths: readonly MemberPath[]) {
    this.#bytes = bytes;
    this.#wanted = new Set(paths.map((path) => JSON.stringify(path)));
    this.#steps = new Set(
      paths.flatMap((path) => path.map((_, index) => JSON.stringify(path.slice(0, index + 1)))),
    );
    this.#names = new Set(paths.flat());
    this.#walk();
  }

  #walk(): void {
    const other = (): void => this.#settle("other");
    visit(
      this.#bytes.toString("latin1"),
      {
        onObjectProperty: (...[name, , , , , path]) => {
          if (this.#names.has(name)) this.#enter(JSON.stringify([...path(), name]));
        },
        onObjectBegin: other,
        onArrayBegin: other,
        onLiteralValue: (value: unknown, offset, length) =>
          this.#settle(typeof value === "string" ? this.#slot(offset, length) : "other"),
      },
      { disallowComments: true },
    );
  }

  #enter(step: string): void {
    if (!this.#steps.has(step)) return;
    if (this.#seen.has(step)) this.ambiguous = true;
    this.#seen.add(step);
    if (this.#wanted.has(step)) this.#pending = step;
  }

  #settle(found: Found): void {
    if (this.#pending === null) return;
    this.found.set(this.#pending, found);
    this.#pending = null;
  }

  #slot(offset: number, length: number): StringSlot {
    let end = offset + length;
    while (this.#bytes[end] === SPACE) end += 1;
    const token = this.#bytes.toString("utf8", offset, offset + length);
    return { offset, token, room: end - offset };
  }
}
