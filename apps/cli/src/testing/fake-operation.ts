import type { FilePath, Skipped, Store, StoreAdapter, Target } from "@zcf/contract";
import type { Operation, Report, StorePlan } from "@zcf/core";
import type { Announcement } from "../output/output.ts";

const path = (text: string): FilePath => text as FilePath;

/** An adapter that only has a name. */
export const adapter: StoreAdapter = {
  contract: 0,
  id: "codex",
  aliases: ["cx"],
  name: "Codex",
  groups: [],
  locate: async () => [],
  inspect: async () => ({ current: null, targets: [], drift: [], notices: [], sessions: null }),
  sessions: async function* () {},
  plan: async () => emptyPlan,
};

export const store: Store = {
  adapter: "codex",
  home: path("/h/.codex"),
  readRoots: [],
  writeRoots: [],
  variables: {},
  snapshot: { exclude: [], history: [], databases: [] },
};

const emptyPlan: StorePlan["plan"] = {
  required: [],
  locks: [],
  remember: [],
  units: async function* () {},
  notices: [],
  secrets: [],
};

/** A switch from alpha to beta that would move `moving` sessions. */
export function operation(moving: number, change: Partial<StorePlan> = {}): Operation {
  const plan: StorePlan["plan"] = {
    ...emptyPlan,
    required: [
      {
        kind: "patch",
        group: "auth",
        sensitive: true,
        file: path("/h/.codex/auth.json"),
        base: null,
        hunks: [],
      },
      { kind: "patch", group: "config", file: path("/h/.codex/config.toml"), base: null, hunks: [] },
    ],
  };
  const summary = {
    fingerprint: "",
    units: moving === 0 ? {} : { sessions: moving },
    skipped: [],
    notices: plan.notices,
  };
  const left = async (): Promise<StorePlan["plan"]["required"]> => [];
  const goal = { kind: "switch", target: "beta", sessions: "sync", force: false } as const;
  const made: StorePlan = { adapter, store, goal, from: "alpha", to: "beta", plan, summary, left, ...change };
  return { request: { tools: ["codex"], target: "beta" }, purpose: { goal: "switch" }, stores: [made] };
}

/** Told to nobody who is asked. */
export function announcementOf(made: Operation, change: Partial<Announcement> = {}): Announcement {
  return { operation: made, undone: null, backup: null, asked: false, follows: false, ...change };
}

/** What a switch came to that moved `moved` sessions. */
export function report(moved: number, skipped: readonly Skipped[], change: Partial<Report> = {}): Report {
  const files = ["/h/.codex/auth.json", "/h/.codex/config.toml"];
  const applied = { sessions: moved };
  return {
    operation: "op",
    outcome: skipped.length > 0 ? "partial" : "applied",
    stores: [
      { tool: "codex", home: store.home, from: "alpha", to: "beta", files, applied, skipped, notices: [] },
    ],
    recovered: [],
    backup: { strategy: "selective", path: "/z/operations/done/op" },
    record: "/z/operations/done/op",
    open: false,
    ...change,
  };
}

export function skips(count: number, code: string, params: Skipped["params"]): readonly Skipped[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: "skipped",
    id: `sessions/${code}-${index}`,
    group: "sessions",
    code,
    params,
  }));
}

export function target(id: string, change: Partial<Target> = {}): Target {
  return { id, name: id, baseUrl: `https://${id}.example`, model: null, problems: [], ...change };
}
