/** What an export came to. */
export interface Exported {
  /** `tool/id` of each provider. */
  readonly providers: readonly string[];
  readonly encrypted: boolean;
  /** Where it was written; `null`: it is the result itself. */
  readonly file: string | null;
  readonly text: string;
}
