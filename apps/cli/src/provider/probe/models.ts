/** Words that Claude Code itself makes a model of. */
const ALIASES = new Set(["default", "best", "opus", "opusplan", "sonnet", "haiku", "fable"]);

/** The ids of a list of models, as OpenAI and Anthropic write one; `null` for what is none. */
export function modelsIn(json: unknown): readonly string[] | null {
  const data = isObject(json) ? json["data"] : undefined;
  if (!Array.isArray(data)) return null;
  const ids = data.flatMap((one: unknown) =>
    isObject(one) && typeof one["id"] === "string" ? [one["id"]] : [],
  );
  return ids.length === 0 ? null : ids;
}

/** Those of a provider's models that are not on its list; without a list none is known to be wrong. */
export function unknownModels(
  fields: Readonly<Record<string, string>>,
  listed: readonly string[] | null,
): readonly string[] {
  if (listed === null) return [];
  const wanted = Object.entries(fields)
    .filter(([field]) => field === "model" || field.endsWith("-model"))
    .map(([, model]) => model);
  return [...new Set(wanted)].filter(
    (model) => !ALIASES.has(plain(model)) && !listed.includes(plain(model)) && !listed.includes(model),
  );
}

/** Claude Code takes `[1m]` away before it sends a name. */
function plain(model: string): string {
  return model.replace(/\[[^\]]*\]$/, "");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
