import type { MessagesApi } from "./messages-api.ts";

/** What a request for a message said about who asks, and of which model. */
export interface Sent {
  readonly apiKey: string | undefined;
  readonly authorization: string | undefined;
  readonly model: string | undefined;
}

/** The different ways in which a server was asked for messages, in order; a question may need several requests. */
export function sentTo(api: MessagesApi): readonly Sent[] {
  const all = api.turns().map(({ apiKey, authorization, model }) => ({ apiKey, authorization, model }));
  return [...new Map(all.map((sent) => [JSON.stringify(sent), sent])).values()];
}

/** The different credential headers with which a server was asked for messages, as `x-api-key / authorization`. */
export function credentialsAt(api: MessagesApi): readonly string[] {
  return [
    ...new Set(api.turns().map(({ apiKey, authorization }) => `${apiKey ?? "-"} / ${authorization ?? "-"}`)),
  ];
}

/** The requests of any kind that carry a text in their path, a header or their body. */
export function mentions(api: MessagesApi, text: string): readonly string[] {
  return api.requests
    .filter(({ path, headers, body }) => JSON.stringify({ path, headers, body }).includes(text))
    .map(({ method, path }) => `${method} ${path}`);
}
