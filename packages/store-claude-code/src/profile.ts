/** How the credential is sent; `helper`: Claude Code asks us for it, and sends it in both headers. */
export type CredentialKind = "api_key" | "auth_token" | "helper";

/** What upstream's file says of a provider. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  /** `null` where the file names none that is known; it is `type` then. */
  readonly kind: CredentialKind | null;
  /** As the file has it. */
  readonly type: string;
  /** `null` when it is missing or blank. */
  readonly key: string | null;
  readonly baseUrl: string | null;
  /** By the key of `env` that it is written to. */
  readonly models: Readonly<Record<string, string>>;
  /** The file that it is in, for whoever wants to mend it. */
  readonly file: string;
}
