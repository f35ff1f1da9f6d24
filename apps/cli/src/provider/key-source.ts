import { usageError } from "../usage/cli-code.ts";
import { isLikeKey } from "./like-key.ts";

/** The options that say where a key comes from, as they were written. */
export interface WrittenKey {
  /** A key as an argument; refused. */
  readonly key: string | undefined;
  readonly keyStdin: boolean;
  readonly keyEnv: string | undefined;
  readonly keyFile: string | undefined;
  readonly keyName: string | undefined;
}

/** Where a key comes from; `name`: it is already in a place that has a name. */
export type KeySource =
  | { readonly from: "stdin" }
  | { readonly from: "env"; readonly variable: string }
  | { readonly from: "file"; readonly file: string }
  | { readonly from: "name"; readonly name: string };

/** `null` where none is named. Throws `cli.key-argument`, `cli.key-sources` (usage). */
export function keySourceOf({ key, keyStdin, keyEnv, keyFile, keyName }: WrittenKey): KeySource | null {
  if (key !== undefined || isLikeKey(keyEnv ?? "") || isLikeKey(keyName ?? ""))
    throw usageError("cli.key-argument");
  const named: readonly KeySource[] = [
    ...(keyStdin ? [{ from: "stdin" } as const] : []),
    ...(keyEnv === undefined ? [] : [{ from: "env", variable: keyEnv } as const]),
    ...(keyFile === undefined ? [] : [{ from: "file", file: keyFile } as const]),
    ...(keyName === undefined ? [] : [{ from: "name", name: keyName } as const]),
  ];
  if (named.length > 1) throw usageError("cli.key-sources");
  return named[0] ?? null;
}
