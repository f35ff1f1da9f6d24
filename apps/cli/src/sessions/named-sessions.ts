/** Ids of sessions as a request wants them; without any, all are meant. */
export function namedSessions(ids: readonly string[]): "all" | readonly string[] {
  return ids.length === 0 ? "all" : [...new Set(ids)];
}
