import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { viewOf, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { Capabilities, Json, Notice, Skipped, Store, Unit, View } from "@zcf/contract";
import { expect } from "vitest";
import type { Models } from "../model.ts";
import { planSessions, type SessionsPlan } from "../plan-sessions.ts";
import { applyUnit } from "./apply-unit.ts";
import { type Segment, type Written, writeHistory } from "./made-up-history.ts";

/** A made-up home and what a test does with it. */
export class MadeUpHome {
  can: Partial<Capabilities> = {};
  readonly ledger: Map<string, Json> = new Map();
  readonly path: string;
  readonly #view: View;

  constructor(path: string, view: View) {
    this.path = path;
    this.#view = view;
  }

  get view(): View {
    const recall = async (key: string): Promise<Json | null> => this.ledger.get(key) ?? null;
    return { ...this.#view, recall, can: { ...this.#view.can, ...this.can } };
  }

  get store(): Store {
    const home = this.view.path(this.path);
    const snapshot = { exclude: [], history: [], databases: [] };
    return { adapter: "codex", home, readRoots: [home], writeRoots: [home], variables: {}, snapshot };
  }

  async plan(provider: string, models?: Models): Promise<readonly (Unit | Skipped)[]> {
    const move = { provider, threads: null, ...(models && { models }) };
    return planned(planSessions(this.store, this.view, move));
  }

  async apply(plan: readonly (Unit | Skipped)[]): Promise<readonly Unit[]> {
    const units = plan.filter((item) => item.kind === "unit");
    expect(plan.filter((item) => item.kind === "skipped")).toEqual([]);
    for (const unit of units) {
      await applyUnit(unit);
      for (const { key, value, write } of unit.remember) this.remember(key, value, write);
    }
    return units;
  }

  remember(key: string, value: Json, write: "first" | "replace"): void {
    if (write === "replace" || !this.ledger.has(key)) this.ledger.set(key, value);
  }

  /** Rows of both databases, in order. */
  rows(): readonly unknown[] {
    const read = (name: string, sql: string): readonly unknown[] => {
      const database = new DatabaseSync(join(this.path, name), { readOnly: true });
      const rows = database.prepare(sql).all();
      database.close();
      return rows;
    };
    return [
      ...read("thread_history_1.sqlite", "SELECT * FROM thread_turns ORDER BY thread_id, turn_id"),
      ...read("thread_history_1.sqlite", "SELECT * FROM thread_history_projection_state ORDER BY thread_id"),
      ...read("state_5.sqlite", "SELECT * FROM threads ORDER BY id"),
    ];
  }
}

/** Makes a home with these segments up, for as long as it is used. */
export async function withHistory(
  segments: readonly Segment[],
  use: (home: MadeUpHome, written: readonly Written[]) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (path) => {
    const written = await writeHistory(path, segments);
    await use(new MadeUpHome(path, await viewOf({ roots: [path] })), written);
  });
}

/** The units of a plan, and what it leaves out. */
export async function planned({ units }: SessionsPlan): Promise<readonly (Unit | Skipped)[]> {
  const found: (Unit | Skipped)[] = [];
  for await (const item of units()) if (item.kind !== "remark") found.push(item);
  return found;
}

/** What a plan remarks. */
export async function remarks({ units }: SessionsPlan): Promise<readonly Notice[]> {
  const found: Notice[] = [];
  for await (const item of units()) if (item.kind === "remark") found.push(item.notice);
  return found;
}
