export type { EarlierCopy } from "./backup/earlier-copies.ts";
export type { BackupEntry, Backups } from "./backup/list-backups.ts";
export type { CoreCode, CoreErrorCode, CoreNoticeCode, CoreSkipCode } from "./codes.ts";
export { createSwitcher } from "./create-switcher.ts";
export { readCopiedDatabase } from "./disk/copied-database.ts";
export type {
  Attributes,
  Disk,
  DiskReader,
  Examined,
  FlockOptions,
  FlockRequest,
  HeldLock,
  HolderProbe,
  NewFile,
  PidSpace,
  Placement,
  RowsRefusal,
  SeenLog,
  Self,
  Times,
  UnitRows,
} from "./disk/disk.ts";
export { nodeDisk } from "./disk/node-disk.ts";
export type { DocumentOptions } from "./disk/write-document.ts";
export { writeDocument } from "./disk/write-document.ts";
export type { Diagnosis, OwnCheck, OwnChecks, StoreFindings } from "./doctor/diagnosis.ts";
export type { Phase, Recovery, Reporter, SwitchEvent } from "./events.ts";
export type { HistoryEntry } from "./history/history.ts";
export type { NamedChange, Outcome, Purpose, StoreNote } from "./journal/record.ts";
export type { Operation, StorePlan, Summary } from "./operation/operation.ts";
export { isEmpty, unitCount } from "./operation/operation.ts";
export { fullId } from "./operation/short-id.ts";
export type { Preview } from "./preview/preview.ts";
export type { Pending } from "./recovery/pending.ts";
export type { Report, StoreReport } from "./report.ts";
export type {
  BackupRequest,
  FixRequest,
  GoalRequest,
  ProvidersRequest,
  Request,
  RestoreRequest,
  SwitchRequest,
  SyncRequest,
  UndoRequest,
} from "./request.ts";
export type { KeptReason } from "./retention/judge.ts";
export type { Retention } from "./retention/limits.ts";
export { DEFAULT_RETENTION } from "./retention/limits.ts";
export type { OperationRecord } from "./retention/operation-record.ts";
export type { KeptOperation, Prune, PrunedOperation, PruneOptions } from "./retention/prune.ts";
export type {
  ApplyOptions,
  Inspection,
  ListedProviders,
  ListedSession,
  ProviderPlace,
  ProviderProbe,
  RecoverOptions,
  StoreQuery,
  Switcher,
  SwitcherOptions,
} from "./switcher.ts";
export type { Memo } from "./view/memo.ts";
export { memoryMemo } from "./view/memo.ts";
export type { ViewOptions } from "./view/view.ts";
export { createView } from "./view/view.ts";
