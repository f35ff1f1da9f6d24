import type { Decision, Refused } from "../../import/candidate.ts";
import type { ImportOutput } from "../import-output.ts";
import type { Say } from "./encode.ts";

/** What is said of providers that come from elsewhere, or go there. */
export function importOutput(say: Say): ImportOutput {
  return {
    importFound: () => {},
    importDecided: ({ decisions, refused }, nothing) => {
      for (const decision of decisions) say("import", decisionData(decision));
      for (const one of refused) say("import", refusedData(one));
      if (nothing) say("result", NOTHING_DONE);
    },
    exported: ({ text, file, ...exported }) =>
      say("export", { ...exported, file, document: file === null ? text : null }),
  };
}

const NOTHING_DONE = {
  operation: null,
  outcome: "nothing",
  stores: [],
  recovered: [],
  backup: null,
  record: null,
  open: false,
};

function decisionData({ candidate, action, id, reason }: Decision): object {
  const { destination, draft, existing, differs } = candidate;
  const known = differs.length === 0 ? "same" : "differs";
  const status = existing === null ? "new" : known;
  return {
    tool: destination.adapter.id,
    home: destination.home,
    origin: draft.origin,
    provider: draft.id,
    status,
    differs,
    action,
    id,
    fields: draft.fields,
    keyStore: draft.keyStore,
    key: draft.key !== null,
    code: reason ?? null,
    params: {},
  };
}

function refusedData({ tool, origin, code, params }: Refused): object {
  return { tool, origin, status: "unusable", action: "skip", code, params };
}
