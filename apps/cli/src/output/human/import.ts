import type { Candidate, Refused } from "../../import/candidate.ts";
import { isNamed } from "../../import/compare.ts";
import type { Found } from "../../import/find-candidates.ts";
import type { ImportPlan } from "../../import/import-plan.ts";
import { whatOf } from "../../messages/code-text.ts";
import type { ImportOutput } from "../import-output.ts";
import type { Screen } from "./screen.ts";
import { tableLines } from "./table.ts";

/** What is said of providers that come from elsewhere, or go there. */
export function importOutput(screen: Screen): ImportOutput {
  return {
    importFound: (found, dryRun) => importFound(screen, found, dryRun),
    importDecided: (plan, nothing) => importDecided(screen, plan, nothing),
    exported: ({ providers, encrypted, file, text }) => {
      if (file === null) return screen.raw(text.trimEnd());
      screen.out(screen.outStyle.good(screen.messages.ui.import.exported(providers.length, encrypted, file)));
    },
  };
}

/** A table of what can be imported, then what cannot, with the reason. */
function importFound(screen: Screen, { candidates, refused }: Found, dryRun: boolean): void {
  const say = (line: string): void => (dryRun ? screen.out(line) : screen.err(line));
  const texts = screen.messages.ui.import;
  if (candidates.length + refused.length === 0) return say(texts.none);
  if (candidates.length > 0) {
    const { tool, provider, server, key, status } = texts.columns;
    const rows = candidates.map((candidate) => rowOf(screen, candidate));
    for (const line of tableLines([[tool, provider, server, key, status], ...rows], [])) say(line);
  }
  if (refused.length > 0) say(texts.unusable(refused.length));
  for (const one of refused) say(`  ${refusedText(screen, one)}`);
}

function rowOf({ messages }: Screen, candidate: Candidate): readonly string[] {
  const { draft, destination, existing, differs } = candidate;
  const { status } = messages.ui.import;
  const isSame = existing !== null && differs.length === 0;
  const other = existing === null ? status.new : status.differs(differs.join(messages.separator));
  return [
    destination.adapter.name,
    draft.id,
    draft.fields["base-url"] ?? "",
    keyText(messages.ui.import, candidate),
    isSame ? status.same : other,
  ];
}

/** Whether there is one; where it would be taken from is said, because it would be sent to that server. */
function keyText(texts: Screen["messages"]["ui"]["import"], { draft, destination }: Candidate): string {
  if (draft.key === null) return texts.key.none;
  return isNamed(draft, destination.adapter) ? `${draft.keyStore ?? ""} ${draft.key}` : texts.key.there;
}

function refusedText({ messages }: Screen, { tool, origin, code, params }: Refused): string {
  const name = tool === null ? origin : `${origin} (${tool})`;
  return messages.ui.import.reason(name, whatOf(messages, { code, params }));
}

/** What the operation does not say by itself. */
function importDecided(screen: Screen, { decisions, refused }: ImportPlan, nothing: boolean): void {
  const { messages } = screen;
  const texts = messages.ui.import;
  for (const { candidate, action, id, reason } of decisions) {
    if (action === "rename") screen.err(texts.renamed(candidate.draft.id, id));
    if (reason !== undefined)
      screen.err(texts.reason(candidate.draft.id, whatOf(messages, { code: reason, params: {} })));
  }
  if (nothing && decisions.length + refused.length > 0) screen.out(texts.nothing);
}
