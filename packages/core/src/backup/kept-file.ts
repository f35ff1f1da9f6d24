import type { FilePath, FileTimes } from "@zcf/contract";

/** A file as a backup has it. */
export interface KeptFile {
  readonly file: FilePath;
  /** The group in which the adapter plans what it becomes; `null` for what is core's to put back. */
  readonly planned: string | null;
  /** Bytes; `null` when the file was not there. */
  readonly size: number | null;
  /** Of a file that comes back. */
  readonly mode: number;
  /** Of a file that comes back; `null` leaves those of its own. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
  readonly times: FileTimes | null;
  /** The whole file; `null` when it was not there. Throws `backup-damaged` (environment) when a copy is gone. */
  readonly content: () => Promise<Uint8Array | null>;
  /** Whether today's file, which is there, holds the same. */
  readonly isSame: () => Promise<boolean>;
}
