import type { Splice } from "../text/pieces.ts";
import type { TomlChange } from "./edit-toml.ts";
import { rootKey } from "./root-key.ts";
import { withoutKey } from "./toml-data.ts";
import type { TomlDocument } from "./toml-document.ts";

/**
 * Turns the line of a root key into a comment by inserting `# `; nothing when the key is missing.
 *
 * A comment behind the value stays, so that {@link activate} brings the very same line back.
 */
export function commentOut(key: string): TomlChange {
  return {
    splices: (document) => {
      const line = rootKey(document, key);
      return line === undefined ? [] : lineStarts(document, line.node.range).map(commentMark);
    },
    expected: (data) => withoutKey(data, key),
  };
}

// A multi-line value needs a mark on each of its lines.
function lineStarts(document: TomlDocument, [start, end]: readonly [number, number]): readonly number[] {
  const inner = document.text.slice(start, end).matchAll(/\n/g);
  return [start, ...[...inner].map((newline) => start + newline.index + 1)];
}

function commentMark(at: number): Splice {
  return { start: at, end: at, text: "# " };
}
