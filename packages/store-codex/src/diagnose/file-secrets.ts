import { type FilePath, isSwitchError, type Store, type View } from "@zcf/contract";
import { parseAuth } from "../auth/auth-file.ts";
import { parseKeys } from "../auth/keys-file.ts";
import { parseConfig } from "../config/config.ts";
import { type ReadFile, readFile } from "../read-file.ts";
import { configSecrets, textSecrets } from "../secrets.ts";
import type { FixedFile } from "./fix-files.ts";

/** Every secret of the files that a fix may touch, as they are and as they will be. */
export async function fileSecrets(
  store: Store,
  view: View,
  { fixed, also }: { readonly fixed: readonly FixedFile[]; readonly also: readonly string[] },
): Promise<readonly string[]> {
  const secrets = new Set(also);
  for (const [name, secretsIn] of Object.entries(READERS)) {
    const file = view.path(store.home, name);
    const next = fixed.find((one) => one.file === file)?.after ?? null;
    for (const content of [await contentOf(view, file), next])
      for (const secret of secretsOf({ file, content }, secretsIn)) secrets.add(secret);
  }
  return [...secrets];
}

/** What cannot be read is not shown either. */
async function contentOf(view: View, file: FilePath): Promise<Uint8Array | null> {
  try {
    return (await readFile(view, file)).content;
  } catch (error) {
    if (isSwitchError(error)) return null;
    throw error;
  }
}

type Reader = (read: ReadFile) => readonly string[];

const READERS: Readonly<Record<string, Reader>> = {
  "config.toml": (read) => configSecrets(parseConfig(read).document),
  "auth.json": (read) => parseAuth(read).secrets,
  "zcf-keys.json": (read) => parseKeys(read).secrets,
};

/** Of a file that cannot be read as what it is, nobody can tell which of its texts are secret. */
function secretsOf(read: ReadFile, secretsIn: Reader): readonly string[] {
  try {
    return secretsIn(read);
  } catch (error) {
    if (isSwitchError(error)) return textSecrets(new TextDecoder().decode(read.content ?? new Uint8Array()));
    throw error;
  }
}
