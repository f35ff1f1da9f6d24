export type { BackupStrategy, Copy } from "./backup.ts";
export { CONTRACT } from "./contract.ts";
export type {
  CreateEdit,
  Edit,
  FileEdit,
  FileTimes,
  Hunk,
  ModeChange,
  PatchEdit,
  RemoveEdit,
  RowChange,
  RowKey,
  RowsEdit,
} from "./edit.ts";
export type { DiskState, ErrorKind, Hint, SwitchErrorInit } from "./error.ts";
export { isSwitchError, SwitchError } from "./error.ts";
export type { Json } from "./json.ts";
export type { Digest, FilePath } from "./path.ts";
export type {
  DirectoryLock,
  FileGuard,
  FileLock,
  Lock,
  Memory,
  Notice,
  Params,
  Plan,
  Remark,
  Skipped,
  Unit,
} from "./plan.ts";
export type {
  Finding,
  FixGoal,
  KeyStore,
  ProviderChange,
  ProviderEntry,
  ProviderField,
  ProviderRequest,
  ProvidersGoal,
} from "./provider.ts";
export type {
  Environment,
  Goal,
  Group,
  MadeChange,
  MadeUnit,
  ProviderManagement,
  RestoreGoal,
  RevertGoal,
  Session,
  SessionCount,
  SessionsMode,
  SnapshotRules,
  State,
  Store,
  StoreAdapter,
  SwitchGoal,
  SyncGoal,
  Target,
} from "./store.ts";
export type {
  Capabilities,
  Earlier,
  FileStat,
  Holder,
  Process,
  ProcessQuery,
  Range,
  Row,
  SqlValue,
  View,
} from "./view.ts";
