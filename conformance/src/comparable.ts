import type { Json, JsonObject } from "./json.ts";

/** What makes values of two homes comparable. */
export interface Comparison {
  /** The provider that is active: it becomes `<provider>` wherever a field names it. */
  readonly provider: string;
  /** Text that holds every id that both homes know. */
  readonly known: string;
}

const PROVIDER_FIELDS = new Set(["modelProvider", "model_provider", "model_provider_id"]);
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const MOMENTS: readonly RegExp[] = [
  /\d{4}-\d\d-\d\dT\d\d[:-]\d\d[:-]\d\d(\.\d+)?Z?/g,
  // A moment or a duration in JSON, also in JSON inside a string.
  /(?<=(At|Ms|_at|_ms)\\?":)\d+(\.\d+)?/g,
];

/** The active provider by its role, whatever it is called, and fields sorted by name. Everything else stays. */
export function withoutProvider(value: Json, provider: string): Json {
  return JSON.parse(
    JSON.stringify(value, (name, field: Json) =>
      PROVIDER_FIELDS.has(name) && field === provider ? "<provider>" : sorted(field),
    ),
  ) as Json;
}

// Codex writes some objects (`client_metadata`) in another order each time.
function sorted(value: Json): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const fields = Object.entries(value as JsonObject);
  return Object.fromEntries(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same, and what differs from run to run as well: new ids (numbered in order), moments, which server said hello. */
export function withoutNews(value: Json, { provider, known }: Comparison): Json {
  const text = JSON.stringify(withoutProvider(value, provider));
  const timeless = MOMENTS.reduce((left, moment) => left.replaceAll(moment, "0"), text);
  return JSON.parse(numbered(timeless, known).replaceAll(/hello from \w+/g, "hello")) as Json;
}

function numbered(text: string, known: string): string {
  const news: string[] = [];
  return text.replaceAll(UUID, (id) => {
    if (known.includes(id)) return id;
    if (!news.includes(id)) news.push(id);
    return `<new ${news.indexOf(id)}>`;
  });
}
