import type { Reading } from "@zcf/import";
import type { PassphraseSource } from "../../passphrase/passphrase-source.ts";
import type { Session } from "../../session.ts";
import type { SourceFiles } from "../source-files.ts";

/** Where a source is read, and what with. */
export interface Place {
  readonly session: Session;
  readonly files: SourceFiles;
  /** The home directory that it is in. */
  readonly home: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly passphrase: PassphraseSource | null;
  readonly canAsk: boolean;
}

/** Reads one source. Throws `import.no-source` where there is none. */
export type ReadSource = (place: Place) => Promise<Reading>;
