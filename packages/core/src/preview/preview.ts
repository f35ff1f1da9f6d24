import type { Hunk, ModeChange, RowChange, Skipped } from "@zcf/contract";

/** One change of an operation, made to be shown; every secret in it is masked. */
export type Preview =
  | {
      readonly type: "file";
      readonly tool: string;
      readonly group: string;
      /** The unit's id; `null` for a required edit. */
      readonly unit: string | null;
      readonly file: string;
      readonly change: "patch" | "create" | "remove";
      /** Unified diff, lines longer than 400 bytes shortened around each change; of sessions only the changed values. */
      readonly diff: string;
      /** Of a patch that changes the permission bits as well, or alone. */
      readonly mode?: ModeChange;
      /** The same as data; `null` for sensitive edits, and for those with a secret in them. */
      readonly hunks: readonly Hunk[] | null;
    }
  | {
      readonly type: "rows";
      readonly tool: string;
      readonly group: string;
      readonly unit: string;
      readonly database: string;
      readonly table: string;
      readonly changes: readonly RowChange[];
    }
  | { readonly type: "skipped"; readonly tool: string; readonly skipped: Skipped };
