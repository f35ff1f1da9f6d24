import type { ImportCliCode } from "../../usage/cli-code.ts";
import type { CodeText } from "../messages.ts";

export const importCliCodes: Readonly<Record<ImportCliCode, CodeText>> = {
  "cli.import-conflicts": {
    what: "These are here already, and differ: {providers}.",
    next: "Say what becomes of them: --on-conflict skip, rename or replace. --dry-run shows them.",
  },
  "cli.import-not-there": {
    what: "The source has no such provider: {providers}.",
    next: "[[It has {known}. ]]--dry-run shows all of it.",
  },
  "cli.passphrase-sources": {
    what: "The passphrase is given in two ways.",
    next: "Use --passphrase-stdin or --passphrase-env.",
  },
  "cli.passphrase-blank": {
    what: "The passphrase is empty.",
    next: "Use one that nobody else will think of.",
  },
  "cli.passphrase-env-missing": {
    what: "The variable {variable} is not set.",
    next: "Set it to the passphrase, or use --passphrase-stdin.",
  },
  "cli.passphrase-stdin-terminal": {
    what: "--passphrase-stdin would show what is typed on this terminal.",
    next: "Leave it out to be asked, or pipe the passphrase in.",
  },
  "cli.passphrase-mismatch": {
    what: "The two passphrases are not the same.",
    next: "Try again.",
  },
  "cli.passphrase-needed": {
    what: "A passphrase is needed, and there is no terminal to ask on.",
    next: "Give it with --passphrase-stdin or --passphrase-env NAME.",
  },
  "cli.passphrase-no-keys": {
    what: "A passphrase is given, and no keys are exported.",
    next: "Use --with-keys as well, or leave the passphrase out.",
  },
};
