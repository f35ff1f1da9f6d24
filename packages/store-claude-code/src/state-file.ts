import type { View } from "@zcf/contract";
import { isJsonObject, type JsonObject, jsonAt } from "@zcf/formats";
import type { Places } from "./places.ts";
import { jsonOf, type ReadFile, readFile } from "./read-file.ts";
import { failure } from "./report.ts";

/** The lists of keys that the user was asked about: `customApiKeyResponses`. */
export const RESPONSES = "customApiKeyResponses";
export const APPROVED: readonly string[] = [RESPONSES, "approved"];
export const REJECTED: readonly string[] = [RESPONSES, "rejected"];
export const ONBOARDED = "hasCompletedOnboarding";

/** Claude Code's own state, of which only approvals and onboarding are ours to change. */
export interface StateFile extends ReadFile {
  /** `null` when the file is missing. */
  readonly data: JsonObject | null;
}

/** Reads `.claude.json`, or the legacy file that stands in for it. Throws `claude-code.file-syntax`, also for an empty one. */
export async function readState(view: View, { state, legacyState }: Places): Promise<StateFile> {
  const legacy = await readFile(view, legacyState);
  return stateOf(legacy.content === null ? await readFile(view, state) : legacy);
}

/** What the bytes of `.claude.json` say. */
export function stateOf(read: ReadFile): StateFile {
  const document = jsonOf(read);
  if (document === null || isJsonObject(document.data))
    return { ...read, data: (document?.data as JsonObject) ?? null };
  const place = { file: read.file, line: 1, column: 1, reason: "not an object" };
  throw failure("environment", "claude-code.file-syntax", place);
}

/** How Claude Code names a key in its lists: by its last 20 characters (measured; the first 20 have no effect). */
export function approvalOf(key: string): string {
  return key.slice(-20);
}

/** The texts of a list. */
export function listAt(data: JsonObject | null, path: readonly string[]): readonly string[] {
  const list = data === null ? undefined : jsonAt(data, ...path);
  return Array.isArray(list) ? list.filter((item): item is string => typeof item === "string") : [];
}

/** Whether an interactive session uses the key without asking. */
export function isApproved(data: JsonObject | null, key: string): boolean {
  return listAt(data, APPROVED).includes(approvalOf(key));
}
