import type { ImportCode } from "@zcf/import";
import type { CodeText } from "../messages.ts";

export const importCodes: Readonly<Record<ImportCode, CodeText>> = {
  "import.no-source": {
    what: "There is nothing of {source} to import: looked for {files}.[[ Did you mean {closest}?]]",
    next: "Name another home with --from, or the file itself: zcf import FILE.",
  },
  "import.unknown-content": {
    what: "{file} holds nothing that zcf can import.",
    next: "zcf import --help shows what it reads.",
  },
  "import.broken": {
    what: "{file} cannot be read[[ at line {line}]][[, column {column}]]: {reason}.",
    next: "Mend the file, or export it anew, then try again.",
  },
  "import.too-large": {
    what: "{file} is larger than {bytes} bytes: no list of providers is.",
    next: "Name the file that holds the providers.",
  },
  "import.newer": {
    what: "{file} was written by a newer zcf (format {version}).",
    next: "Update zcf, then try again.",
  },
  "import.wrong-passphrase": {
    what: "This is not the passphrase of {file}.",
    next: "Try again with the passphrase that it was exported with.",
  },
  "import.official": {
    what: "it is the tool's own service: zcf switch official uses it.",
    next: "Log in with the tool itself.",
  },
  "import.no-url": { what: "it has no address.", next: "Add it by hand: zcf provider add." },
  "import.bad-url": {
    what: "its address is no plain http or https address.",
    next: "Correct it there, or add it by hand: zcf provider add.",
  },
  "import.no-key": { what: "it has no key.", next: "Add it by hand: zcf provider add." },
  "import.other-tool": {
    what: "it is for {app}, which zcf does not know.",
    next: "Nothing of it is needed here.",
  },
  "import.wire-api": {
    what: 'it speaks "{wireApi}", which the tool does not.',
    next: "Ask the provider for an address that the tool can use.",
  },
  "import.through-router": {
    what: "it works only through claude-code-router: zcf switch ccr uses that.",
    next: "Use it through the router.",
  },
  "import.key-variable": {
    what: "its key is in the variable {variable}, which is not set here.",
    next: "Set the variable, then import again.",
  },
  "import.broken-settings": {
    what: "its settings cannot be read.",
    next: "Correct them there, then import again.",
  },
  "import.settings-missing": {
    what: "its settings file is not there: {file}.",
    next: "Correct it there, then import again.",
  },
  "import.own-settings": {
    what: "{file} is what Claude Code uses by itself.",
    next: "Nothing of it is needed here.",
  },
  "import.tool-missing": {
    what: "{tool} is not on this machine.",
    next: "Install it, or name its home with --tool and --home.",
  },
  "import.key-stays": {
    what: "left as it is: the source has another address and no key, and the key that is here belongs to this one.",
    next: "Import it under another name: --on-conflict rename.",
  },
};
