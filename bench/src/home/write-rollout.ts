import { Draft } from "./draft.ts";
import type { Layout } from "./layout.ts";
import { legacy } from "./legacy.ts";
import { paginated } from "./paginated.ts";
import type { Prose } from "./prose.ts";
import type { Random } from "./random.ts";
import type { LayoutName, Session } from "./session.ts";

export const LAYOUTS: Readonly<Record<LayoutName, Layout>> = { paginated, legacy };

/** What a turn weighs beside the output of its tool call, roughly. */
const TURN = 6_000;
const LARGEST_OUTPUT = 24_000;

/** Adds turns until the session has its size. */
export function writeRollout(session: Session, random: Random, prose: Prose): Draft {
  const layout = LAYOUTS[session.layout];
  const draft = new Draft({ session, random, prose, ordinals: layout.ordinals });
  layout.open(draft);
  for (let index = 0; index === 0 || draft.bytes + TURN / 2 < session.bytes; index += 1) {
    const question = index === 0 ? session.title : prose.text(random.between(20, 240));
    layout.turn(draft, { index, question, outputLength: outputLength(session.bytes - draft.bytes, random) });
  }
  return draft;
}

function outputLength(remaining: number, random: Random): number {
  const wanted = random.between(100, LARGEST_OUTPUT);
  return Math.max(100, Math.min(wanted, remaining - TURN));
}
