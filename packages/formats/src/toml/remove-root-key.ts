import { lineEnd, lineStart } from "../text/position.ts";
import type { TomlChange } from "./edit-toml.ts";
import { rootKey } from "./root-key.ts";
import { withoutKey } from "./toml-data.ts";

/** Removes the line of a root key, with a comment that stands on it; nothing when the key is missing. */
export function removeRootKey(key: string): TomlChange {
  return {
    splices: (document) => {
      const line = rootKey(document, key);
      if (line === undefined) return [];
      const [start, end] = line.node.range;
      return [{ start: lineStart(document.text, start), end: lineEnd(document.text, end), text: "" }];
    },
    expected: (data) => withoutKey(data, key),
  };
}
