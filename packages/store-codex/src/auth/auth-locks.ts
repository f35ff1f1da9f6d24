import type { Lock, Store, View } from "@zcf/contract";

/** What Codex holds while it writes `auth.json`: 0.169 takes both, in this order; reads take none. */
export function authLocks(store: Store, view: View): readonly Lock[] {
  return ["auth.lock", "auth.json.lock"].map((name) => ({
    kind: "flock",
    file: view.path(store.home, name),
    presence: "existing",
    waitMs: 5000,
  }));
}
