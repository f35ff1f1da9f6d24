/** Every piece of text of `--help`; commands name them where clipanion expects the text itself. */
export type HelpKey =
  | "heading.usage"
  | "heading.options"
  | "heading.examples"
  | "heading.commands"
  | "intro"
  | "more"
  | `command.${CommandName}`
  | `details.${"switch" | "config-switch" | SessionsCommandName | "status" | "undo" | "history" | "recover" | BackupCommandName | "demo"}`
  | `option.${OptionName}`
  | `example.${ExampleName}`;

type CommandName =
  | "switch"
  | "list"
  | "status"
  | SessionsCommandName
  | "undo"
  | "history"
  | "recover"
  | BackupCommandName
  | "demo"
  | "config-switch"
  | "version"
  | "help";

type BackupCommandName = "backup-list" | "backup-restore" | "backup-prune";

type SessionsCommandName = "sessions-list" | "sessions-sync" | "sessions-restore";

type OptionName =
  | "tool"
  | "home"
  | "json"
  | "lang"
  | "dry-run"
  | "yes"
  | "backup"
  | "sessions"
  | "to"
  | "thread"
  | "all"
  | "all-tools"
  | "exact"
  | "strict"
  | "force"
  | "wait"
  | "check"
  | "list"
  | "only"
  | "limit"
  | "abandon"
  | "keep-operations"
  | "max-bytes"
  | "earlier"
  | "prune-dry-run"
  | "keep";

type ExampleName =
  | "switch"
  | "switch.dry-run"
  | "switch.official"
  | "switch.previous"
  | "switch.all"
  | "switch.script"
  | "config-switch"
  | "config-switch.list"
  | "list"
  | "list.json"
  | "status"
  | "status.check"
  | "sessions-list"
  | "sessions-list.all"
  | "sessions-list.json"
  | "sessions-sync"
  | "sessions-sync.dry-run"
  | "sessions-sync.to"
  | "sessions-sync.one"
  | "sessions-restore"
  | "sessions-restore.one"
  | "undo"
  | "undo.dry-run"
  | "undo.id"
  | "undo.only"
  | "recover"
  | "recover.abandon"
  | "history"
  | "history.limit"
  | "history.json"
  | "backup-list"
  | "backup-list.json"
  | "backup-restore"
  | "backup-restore.dry-run"
  | "backup-prune"
  | "backup-prune.dry-run"
  | "backup-prune.earlier"
  | "demo"
  | "demo.keep";
