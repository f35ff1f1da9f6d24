import type { OnConflict } from "../import/import-options.ts";

/** `zcf import`, `zcf provider export`. */
export interface ImportMessages {
  /** The source has no providers. */
  readonly none: string;
  /** All that can be imported is here already. */
  readonly nothing: string;
  readonly columns: Readonly<Record<"tool" | "provider" | "server" | "key" | "status", string>>;
  readonly status: {
    readonly new: string;
    readonly same: string;
    /** `fields`: their ids, which are not translated. */
    readonly differs: (fields: string) => string;
  };
  readonly key: Readonly<Record<"there" | "none", string>>;
  /** Before those that cannot be imported. */
  readonly unusable: (count: number) => string;
  readonly reason: (provider: string, why: string) => string;
  readonly renamed: (id: string, to: string) => string;
  readonly conflict: {
    readonly question: (tool: string, id: string, fields: string) => string;
    readonly actions: Readonly<Record<OnConflict, string>>;
  };
  readonly exported: (count: number, encrypted: boolean, file: string) => string;
  readonly passphrase: Readonly<Record<"ask" | "choose" | "again", string>>;
}
