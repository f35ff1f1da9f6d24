import { isTomlTable, tomlAt } from "@zcf/formats";
import { parseAuth } from "../auth/auth-file.ts";
import { parseKeys } from "../auth/keys-file.ts";
import { configSecrets, tableSecrets, textSecrets } from "../secrets.ts";
import { SHARED_IDS } from "../shared/shared-id.ts";
import { readableConfig } from "./readable-config.ts";
import type { RevertedFile, RevertedFiles } from "./reverted-files.ts";

/** Every secret of the files as they were, are, and will be: a diff shows the lines around a change. */
export function revertedSecrets({ config, auth, keys }: RevertedFiles): readonly string[] {
  const found = [
    ...contents(config).flatMap((content) => inConfig(config, content)),
    ...contents(auth).flatMap((content) => inAuth(auth, content)),
    ...contents(keys).flatMap((content) => inKeys(keys, content)),
  ];
  return [...new Set(found)];
}

function contents({ change, now, next }: RevertedFile): readonly Uint8Array[] {
  return [change?.before ?? null, change?.after ?? null, now, next].filter((one) => one !== null);
}

function inConfig({ file }: RevertedFile, content: Uint8Array): readonly string[] {
  const config = readableConfig({ file, content });
  if (config === null) return textSecrets(text(content));
  const { document } = config;
  const tables = tomlAt(document.data, "model_providers");
  const shared = SHARED_IDS.filter((id) => isTomlTable(tables) && Object.hasOwn(tables, id));
  return [...configSecrets(document), ...shared.flatMap((id) => tableSecrets(document, id))];
}

function inAuth({ file }: RevertedFile, content: Uint8Array): readonly string[] {
  const { broken, secrets } = parseAuth({ file, content });
  return broken === null ? secrets : textSecrets(text(content));
}

function inKeys({ file }: RevertedFile, content: Uint8Array): readonly string[] {
  try {
    return parseKeys({ file, content }).secrets;
  } catch {
    return textSecrets(text(content));
  }
}

function text(content: Uint8Array): string {
  return new TextDecoder().decode(content);
}
