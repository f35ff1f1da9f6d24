import type { FileEdit, Lock, View } from "@zcf/contract";
import { addToList, editJson, type JsonChange, removeFromList, setJson } from "@zcf/formats";
import { createOf, jsonBytes, patchOf } from "./edits.ts";
import { API_KEY } from "./owned-keys.ts";
import { lockOf } from "./places.ts";
import { parsed } from "./read-file.ts";
import { APPROVED, approvalOf, ONBOARDED, REJECTED, RESPONSES, type StateFile } from "./state-file.ts";
import type { SwitchTarget } from "./target.ts";
import { wantedEnv } from "./wanted-env.ts";

/**
 * What `.claude.json` has to say before a provider is used: the onboarding, which asks for a login, is done, and the key is
 * approved, or an interactive session would use the login's token instead. Nothing for official.
 */
export function stateEdits(view: View, state: StateFile, target: SwitchTarget): readonly FileEdit[] {
  if (target.kind === "official") return [];
  const key = wantedEnv(target)[API_KEY];
  const { file, content, data } = state;
  if (content === null) return [createOf(state, jsonBytes(newState(key)))];
  const onboarding = data?.[ONBOARDED] === true ? [] : [setJson([ONBOARDED], true)];
  const changes = [...onboarding, ...(key === undefined ? [] : approval(key))];
  const hunks = parsed(file, () => editJson(content, changes));
  return patchOf(view, state, hunks, { sensitive: true });
}

function approval(key: string): readonly JsonChange[] {
  return [addToList(APPROVED, approvalOf(key)), removeFromList(REJECTED, approvalOf(key))];
}

function newState(key: string | undefined): unknown {
  const responses = key === undefined ? {} : { [RESPONSES]: { approved: [approvalOf(key)], rejected: [] } };
  return { [ONBOARDED]: true, ...responses };
}

/**
 * Claude Code's own lock of the file. Measured on 2.1.330: it takes over a directory that was not changed for 10 s; for a younger
 * one it waits some 2 s, and then writes without the lock.
 */
export function stateLocks(view: View, { file }: Pick<StateFile, "file">): readonly Lock[] {
  return [{ kind: "mkdir", file: view.path(lockOf(file)), waitMs: 3000, staleMs: 10_000 }];
}
