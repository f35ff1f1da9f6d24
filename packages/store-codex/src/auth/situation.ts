import type { FilePath, Json, Memory, Notice, View } from "@zcf/contract";
import type { JsonObject } from "@zcf/formats";
import type { Config } from "../config/config.ts";
import type { Problem } from "../report.ts";
import type { Keys } from "./keys-file.ts";

/** All that the planning of `auth.json` looks at. */
export interface AuthSituation {
  readonly file: FilePath;
  /** `null` when the file is missing. */
  readonly data: JsonObject | null;
  readonly keys: Keys;
  readonly config: Config;
  /** What the ledger holds under {@link MODE_MEMORY}, {@link OWNER_MEMORY} and {@link ACCOUNT_MEMORY}. */
  readonly remembered: {
    readonly mode: Json | null;
    readonly owner: Json | null;
    readonly account: Json | null;
  };
  /** Tells one key from another without telling the key: the ledger holds no secrets. */
  readonly fingerprint: (key: string) => string;
}

/** What the files should hold. */
export interface AuthOutcome {
  /** `null`: there should be no `auth.json`. */
  readonly data: JsonObject | null;
  readonly keys: Keys;
  readonly remember: readonly Memory[];
  readonly notices: readonly Notice[];
  readonly problems: readonly Problem[];
}

/** The ledger's key of what `auth_mode` was before we set it. */
export const MODE_MEMORY = "auth-mode";

/** The ledger's key of whose key it is that was left in `auth.json`. */
export const OWNER_MEMORY = "auth-key-owner";

/** The ledger's key of the provider that an account was used with, where that was not its own service. */
export const ACCOUNT_MEMORY = "auth-account-owner";

/** What the ledger remembers of all this. */
export async function readRemembered(view: Pick<View, "recall">): Promise<AuthSituation["remembered"]> {
  const recall = async (key: string): Promise<Json | null> => (await view.recall(key)) ?? null;
  return {
    mode: await recall(MODE_MEMORY),
    owner: await recall(OWNER_MEMORY),
    account: await recall(ACCOUNT_MEMORY),
  };
}

/** Everything stays as it is. */
export function unchanged(
  situation: AuthSituation,
  also: Partial<Pick<AuthOutcome, "remember" | "notices" | "problems">> = {},
): AuthOutcome {
  const { data, keys } = situation;
  return { data, keys, remember: [], notices: [], problems: [], ...also };
}
