import type { Json } from "@zcf/contract";
import { jsonAt, jsonPlace } from "@zcf/formats";
import type { Settings } from "./settings.ts";

type Kind = "text" | "number" | "boolean" | "null" | "list" | "object";

/**
 * What a key must be. With anything else 2.1.197 and 2.1.330 ignore the whole file: each kind was measured for each key.
 * (`hooks`, `enabledMcpjsonServers`, `theme` and others may be anything for 2.1.330.)
 */
const SHAPES: Readonly<Record<string, readonly Kind[]>> = {
  permissions: ["object"],
  "permissions.allow": ["list"],
  "permissions.deny": ["list"],
  "permissions.ask": ["list"],
  "permissions.additionalDirectories": ["list"],
  "permissions.defaultMode": ["text"],
  model: ["text"],
  apiKeyHelper: ["text"],
  awsAuthRefresh: ["text"],
  outputStyle: ["text"],
  language: ["text"],
  plansDirectory: ["text"],
  $schema: ["text"],
  availableModels: ["list"],
  companyAnnouncements: ["list"],
  modelOverrides: ["object"],
  statusLine: ["object"],
  fileSuggestion: ["object"],
  enabledPlugins: ["object"],
  sandbox: ["object"],
  attribution: ["object", "boolean"],
  cleanupPeriodDays: ["number"],
  includeCoAuthoredBy: ["boolean"],
  includeGitInstructions: ["boolean"],
  disableAllHooks: ["boolean"],
  alwaysThinkingEnabled: ["boolean"],
  spinnerTipsEnabled: ["boolean"],
  respectGitignore: ["boolean"],
  fastMode: ["boolean"],
  verbose: ["boolean"],
  enableAllProjectMcpServers: ["boolean", "null"],
  skipWebFetchPreflight: ["boolean", "null"],
};

/** A value of a wrong kind; line and column are 1-based. */
export interface WrongKind {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

/** Values of a wrong kind, for which Claude Code ignores the settings, although they are JSON. */
export function wrongKinds({ document }: Pick<Settings, "document">): readonly WrongKind[] {
  if (document === null) return [];
  return Object.entries(SHAPES).flatMap(([name, kinds]) => {
    const path = name.split(".");
    const value = jsonAt(document.data, ...path);
    if (value === undefined || kinds.includes(kindOf(value))) return [];
    const place = jsonPlace(document, path) ?? { line: 1, column: 1 };
    return [{ ...place, reason: `${name} is no ${kinds.join(" or ")}` }];
  });
}

function kindOf(value: Json): Kind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  if (typeof value === "string") return "text";
  const kind = typeof value;
  return kind === "number" || kind === "boolean" ? kind : "object";
}
