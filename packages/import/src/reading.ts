import { CLAUDE_CODE, type Draft, type Reading, type Unusable } from "./draft.ts";
import { distinct, slug } from "./provider-id.ts";

/** What was found, sorted into what can be used and what cannot, each draft with an id of its own. */
export function readingOf(found: readonly (Draft | Unusable)[]): Reading {
  return {
    drafts: distinct(found.filter((one) => "id" in one)).map(withLastingName),
    unusable: found.filter((one) => "code" in one),
  };
}

/** Upstream zcf makes the ids of Claude Code's providers of their names at each write: a name must not make another one. */
function withLastingName(draft: Draft): Draft {
  const { tool, id, fields } = draft;
  if (tool !== CLAUDE_CODE || slug(fields["name"] ?? id) === id) return draft;
  return { ...draft, fields: { ...fields, name: id } };
}
