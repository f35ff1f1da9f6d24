import type { ProvidersGoal } from "@zcf/contract";
import { configSecrets, tableSecrets } from "../secrets.ts";
import { type ConfigChange, changedIds } from "./config-change.ts";
import type { Draft } from "./draft.ts";
import { KEY_STORES } from "./key-stores.ts";

export interface SecretsQuestion {
  readonly change: ConfigChange;
  readonly goal: ProvidersGoal;
}

/** Every secret of the files as they are and will be: a diff shows the lines around a change. */
export function changedSecrets(draft: Draft, { change, goal }: SecretsQuestion): readonly string[] {
  const { config, authFile, keysFile } = draft.situation;
  const tables = [...changedIds(draft), config.shared?.id ?? ""].flatMap((id) =>
    [config, change.next].flatMap(({ document }) => tableSecrets(document, id)),
  );
  const documents = [config, change.next].flatMap(({ document }) => configSecrets(document));
  return [
    ...new Set([...authFile.secrets, ...keysFile.secrets, ...documents, ...tables, ...givenKeys(goal)]),
  ];
}

function givenKeys({ changes }: ProvidersGoal): readonly string[] {
  return changes.flatMap(({ key = "", keyStore }) => {
    const names = KEY_STORES.find(({ id }) => id === keyStore)?.takes === "name";
    return names || key.trim() === "" ? [] : [key.trim()];
  });
}
