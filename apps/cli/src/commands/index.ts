import { BackupListCommand } from "./backup-list-command.ts";
import { BackupPruneCommand } from "./backup-prune-command.ts";
import { BackupRestoreCommand } from "./backup-restore-command.ts";
import type { CommandClass } from "./command.ts";
import { ConfigSwitchCommand } from "./config-switch-command.ts";
import { DemoCommand } from "./demo-command.ts";
import { DoctorCommand } from "./doctor-command.ts";
import { HistoryCommand } from "./history-command.ts";
import { ImportCommand } from "./import-command.ts";
import { KeyCommand } from "./key-command.ts";
import { ListCommand } from "./list-command.ts";
import { ProviderAddCommand } from "./provider-add-command.ts";
import { ProviderCopyCommand } from "./provider-copy-command.ts";
import { ProviderEditCommand } from "./provider-edit-command.ts";
import { ProviderExportCommand } from "./provider-export-command.ts";
import { ProviderListCommand } from "./provider-list-command.ts";
import { ProviderRemoveCommand } from "./provider-remove-command.ts";
import { ProviderShowCommand } from "./provider-show-command.ts";
import { ProviderTestCommand } from "./provider-test-command.ts";
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
  DoctorCommand,
  SessionsListCommand,
  SessionsSyncCommand,
  SessionsRestoreCommand,
  UndoCommand,
  HistoryCommand,
  RecoverCommand,
  BackupListCommand,
  BackupRestoreCommand,
  BackupPruneCommand,
  ProviderListCommand,
  ProviderShowCommand,
  ProviderAddCommand,
  ProviderEditCommand,
  ProviderCopyCommand,
  ProviderRemoveCommand,
  ProviderTestCommand,
  ProviderExportCommand,
  ImportCommand,
  KeyCommand,
  DemoCommand,
  ConfigSwitchCommand,
];
