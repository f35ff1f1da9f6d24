import type { FileEdit, Store, View } from "@zcf/contract";
import { isLoginExposed } from "../exposed.ts";
import { overlay } from "../overlay.ts";
import { helperOf } from "../settings.ts";
import { isApproved } from "../state-file.ts";
import { findAll } from "./find-all.ts";
import { fixEdits } from "./fix-edits.ts";
import type { Found } from "./found.ts";
import { readLegible } from "./legible.ts";

/** A home without the findings that can be cleared. */
export interface Mended {
  readonly after: View;
  /** Those that change, in the order of their edits. */
  readonly files: readonly FileEdit["file"][];
  /** The checks whose fix is left out: with it the login's token would go to an address that did not get it before. */
  readonly withheld: readonly string[];
}

type IsAsked = (check: string) => boolean;

/** Clears what is asked for, and what comes to light by that, but for what would give the login away. */
export async function withoutFindings(store: Store, view: View, isAsked: IsAsked): Promise<Mended> {
  const wasExposed = await isExposed(store, view);
  const withheld: string[] = [];
  for (;;) {
    const round = await mend(store, view, (check) => isAsked(check) && !withheld.includes(check));
    if (wasExposed || !(await isExposed(store, round.after))) return { ...round, withheld };
    withheld.push(await culpritOf(store, view, round.checks));
  }
}

async function isExposed(store: Store, view: View): Promise<boolean> {
  const { settings, state } = (await readLegible(store, view)).situation;
  return isLoginExposed({
    env: settings.env,
    helper: helperOf(settings),
    isApproved: (key) => isApproved(state.data, key),
  });
}

/** The one without which nothing is given away; of several the last, because the others were in the way before it. */
async function culpritOf(store: Store, view: View, checks: readonly string[]): Promise<string> {
  const backwards = checks.toReversed();
  for (const one of backwards) {
    const { after } = await mend(store, view, (check) => check !== one && checks.includes(check));
    if (!(await isExposed(store, after))) return one;
  }
  const [last] = backwards;
  if (last === undefined) throw new Error("a home that nothing was changed in is exposed");
  return last;
}

interface Round extends Omit<Mended, "withheld"> {
  /** Whose fixes change the settings, in the order in which they came to light. */
  readonly checks: readonly string[];
}

async function mend(store: Store, view: View, isAsked: IsAsked): Promise<Round> {
  const files: FileEdit["file"][] = [];
  const checks = new Set<string>();
  let after = view;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = (await findAll(store, after)).filter(({ finding }) => isAsked(finding.check));
    const edits = await fixEdits(
      store,
      after,
      found.flatMap(({ fix }) => fix ?? []),
    );
    if (edits.length === 0) return { after, files, checks: [...checks] };
    files.push(...edits.map(({ file }) => file));
    for (const { finding } of found.filter(isOfSettings)) checks.add(finding.check);
    after = await overlay(after, edits);
  }
  throw new Error("the fixes of this home undo each other");
}

const ROUNDS = 8;

function isOfSettings({ fix }: Found): boolean {
  return fix?.kind === "settings" || fix?.kind === "plain-settings";
}
