import type { CodexHints } from "@zcf/store-codex";
import type { CodeText } from "../messages.ts";

/** One next step each. */
export const codexHints: Readonly<Record<keyof CodexHints, CodeText>> = {
  "codex.hint-edit-file": { what: "Edit {file}, line {line}.", next: null },
  "codex.hint-list": { what: "zcf list shows all targets.", next: null },
  "codex.hint-list-sessions": { what: "zcf sessions list --all shows them all.", next: null },
  "codex.hint-add-key": { what: 'Add the entry "{entry}" with the key to {file}.', next: null },
  "codex.hint-name-key": {
    what: 'Give "{provider}" a key of its own: zcf provider edit codex/{provider} --key-store bearer --key-file FILE, with the key in FILE.',
    next: null,
  },
  "codex.hint-not-shared": { what: "Switch with --sessions sync.", next: null },
  "codex.hint-say-sessions": { what: "Add --sessions sync, off or shared.", next: null },
  "codex.hint-switch-instead": {
    what: "Switch to the target you want instead: zcf switch TARGET.",
    next: null,
  },
  "codex.hint-undo-both": { what: "Undo both, without --only or with both groups.", next: null },
  "codex.hint-providers": { what: "zcf provider list shows all of them.", next: null },
  "codex.hint-restart": {
    what: "Close it (the background daemon: codex app-server daemon stop) and switch again; or switch with --force and then restart it: {command}",
    next: null,
  },
  "codex.hint-home": { what: "Name the home with --home DIR, or start Codex once.", next: null },
  "codex.hint-force": { what: "(--force goes on all the same.)", next: null },
};
