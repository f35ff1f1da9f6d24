import type { FixGoal, Plan, Store, View } from "@zcf/contract";
import { authLocks } from "./auth/auth-locks.ts";
import { OFFICIAL } from "./config/config.ts";
import { alignPlan } from "./diagnose/align-plan.ts";
import { fileSecrets } from "./diagnose/file-secrets.ts";
import { fixGuards } from "./diagnose/fix-guards.ts";
import type { Fix } from "./diagnose/found.ts";
import { mergedEdits } from "./diagnose/merged-edits.ts";
import { moveTo } from "./diagnose/move-to.ts";
import { settleFiles } from "./diagnose/settle-files.ts";

/**
 * What clears findings of this home; what is no finding now, or none that can be cleared, is passed over.
 *
 * Throws what a switch to the current target throws, where that is a part of it.
 */
export async function planFix(store: Store, view: View, { checks, force }: FixGoal): Promise<Plan> {
  const { fixed, left } = await settleFiles(
    store,
    view,
    ({ finding }) => checks?.includes(finding.check) ?? true,
  );
  const fixes = left.flatMap(({ fix }) => fix ?? []);
  const isAsked = ofKind(fixes, "align").length > 0;
  const { plan: aligned, target } = (await alignPlan(store, { view, fixed, isAsked, force })) ?? {};
  const keyFirst = target !== undefined && target !== OFFICIAL;
  const parts = { fixed, aligned: aligned?.required ?? [], keyFirst, modes: ofKind(fixes, "mode") };
  const required = await mergedEdits(view, parts);
  const auth = view.path(store.home, "auth.json");
  return {
    required,
    guards: await fixGuards(store, view, required),
    locks: required.some(({ file }) => file === auth) ? authLocks(store, view) : [],
    remember: aligned?.remember ?? [],
    units: await moveTo(store, view, ofKind(fixes, "sessions")),
    notices: aligned?.notices ?? [],
    secrets: await fileSecrets(store, view, { fixed, also: aligned?.secrets ?? [] }),
  };
}

function ofKind<Kind extends Fix["kind"]>(
  fixes: readonly Fix[],
  kind: Kind,
): readonly Extract<Fix, { readonly kind: Kind }>[] {
  return fixes.filter((fix): fix is Extract<Fix, { readonly kind: Kind }> => fix.kind === kind);
}
