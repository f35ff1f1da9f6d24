import { BackupListCommand } from "./backup-list-command.ts";
import { BackupPruneCommand } from "./backup-prune-command.ts";
import { BackupRestoreCommand } from "./backup-restore-command.ts";
import type { CommandClass } from "./command.ts";
import { ConfigSwitchCommand } from "./config-switch-command.ts";
import { DemoCommand } from "./demo-command.ts";
import { HistoryCommand } from "./history-command.ts";
import { ListCommand } from "./list-command.ts";
import { RecoverCommand } from "./recover-command.ts";
import { SessionsListCommand } from "./sessions-list-command.ts";
import { SessionsRestoreCommand } from "./sessions-restore-command.ts";
import { SessionsSyncCommand } from "./sessions-sync-command.ts";
import { StatusCommand } from "./status-command.ts";
import { SwitchCommand } from "./switch-command.ts";
import { UndoCommand } from "./undo-command.ts";

/** Every command, in the order in which help shows them. */
export const commands: readonly CommandClass[] = [
  SwitchCommand,
  ListCommand,
  StatusCommand,
  SessionsListCommand,
  SessionsSyncCommand,
  SessionsRestoreCommand,
  UndoCommand,
  HistoryCommand,
  RecoverCommand,
  BackupListCommand,
  BackupRestoreCommand,
  BackupPruneCommand,
  DemoCommand,
  ConfigSwitchCommand,
];
