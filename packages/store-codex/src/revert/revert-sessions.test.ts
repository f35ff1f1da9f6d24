import type { MadeUnit, RowsEdit, Skipped, Unit } from "@zcf/contract";
import { expect, test } from "vitest";
import { root } from "../sessions/testing/made-up-family.ts";
import { type MadeUpHome, withHistory } from "../sessions/testing/made-up-home.ts";
import { revertSessions } from "./revert-sessions.ts";

/** What becomes of a unit that somebody has changed since. */
async function planned(home: MadeUpHome, made: MadeUnit): Promise<readonly (Unit | Skipped)[]> {
  const { view, store } = home;
  const file = view.path(home.path, "config.toml");
  const config = { file, change: null, now: null, next: null, edits: [] };
  const units = async function* () {
    yield made;
  };
  const found: (Unit | Skipped)[] = [];
  for await (const item of revertSessions(store, view, { units, config }))
    if (item.kind !== "remark") found.push(item);
  return found;
}

test("a model that the operation did not change stays, whatever the ledger says of it", () =>
  withHistory([root], async (home, [one]) => {
    const thread = one?.thread ?? "";
    const edit: RowsEdit = {
      kind: "rows",
      group: "sessions",
      database: home.view.path(home.path, "state_5.sqlite"),
      table: "threads",
      changes: [
        { key: { id: thread }, before: { model_provider: "beta" }, after: { model_provider: "alpha" } },
      ],
    };
    home.ledger.set(`sessions/${thread}/model`, { model: "the-users", set: "gpt-5.5" });
    const made = { id: `sessions/${thread}`, group: "sessions", edits: [edit], back: null, remember: [] };
    const [unit] = await planned(home, made);
    const rows = unit?.kind === "unit" ? unit.edits.filter(({ kind }) => kind === "rows") : [];
    expect(rows).toMatchObject([
      { changes: [{ before: { model_provider: "alpha" }, after: { model_provider: "beta" } }] },
    ]);
    expect(JSON.stringify(rows)).not.toContain('model":"');
    expect(await planned(home, made)).toEqual([unit]);
  }));

test("a unit that goes back is what core says, ledger included, and no thread is named twice", () =>
  withHistory([root], async (home, [one]) => {
    const thread = one?.thread ?? "";
    const remember = [{ key: "k", value: null, write: "replace" }] as const;
    const made = { id: `sessions/${thread}`, group: "sessions", edits: [], back: [], remember };
    expect(await planned(home, made)).toEqual([
      { kind: "unit", id: made.id, group: "sessions", edits: [], exclusive: [], locks: [], remember },
    ]);
  }));
