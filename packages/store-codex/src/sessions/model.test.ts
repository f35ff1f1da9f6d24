import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import type { Models } from "./model.ts";
import { planRestore } from "./plan-sessions.ts";
import type { Segment } from "./testing/made-up-history.ts";
import { type MadeUpHome, planned, withHistory } from "./testing/made-up-home.ts";

const THREAD: Segment = {
  from: null,
  provider: "alpha",
  turns: [{ length: 1, settings: true }],
  archived: false,
};

/** `alpha` and `gamma` name no model. */
const MODELS: Models = new Map([
  ["beta", "beta-model"],
  ["delta", "delta-model"],
]);

const inHome = (use: (home: MadeUpHome) => Promise<void>): Promise<void> => withHistory([THREAD], use);

async function move(home: MadeUpHome, provider: string): Promise<unknown> {
  await home.apply(await home.plan(provider, MODELS));
  return modelOf(home);
}

async function restore(home: MadeUpHome): Promise<unknown> {
  const plan = planRestore(home.store, home.view, { threads: null, models: MODELS });
  await home.apply(await planned(plan));
  return modelOf(home);
}

function modelOf(home: MadeUpHome): unknown {
  const database = new DatabaseSync(join(home.path, "state_5.sqlite"), { readOnly: true });
  const row = database.prepare("SELECT model FROM threads").get();
  database.close();
  return row?.["model"];
}

function choose(home: MadeUpHome, model: string | null): void {
  const database = new DatabaseSync(join(home.path, "state_5.sqlite"));
  database.prepare("UPDATE threads SET model = ?").run(model);
  database.close();
}

test("a provider that names a model brings it, and one that names none brings the old one back", () =>
  inHome(async (home) => {
    expect(await move(home, "beta")).toBe("beta-model");
    expect(await move(home, "delta")).toBe("delta-model");
    expect(await move(home, "gamma")).toBe("gpt-5.5");
    expect(await move(home, "alpha")).toBe("gpt-5.5");
  }));

test("between providers that name none the model is left alone", () =>
  inHome(async (home) => {
    choose(home, "chosen");
    expect(await move(home, "gamma")).toBe("chosen");
    expect(home.ledger.size).toBe(1);
  }));

test("the last model that the user chose comes back, not the first", () =>
  inHome(async (home) => {
    await move(home, "beta");
    await move(home, "alpha");
    choose(home, "chosen");
    await move(home, "beta");
    choose(home, "another-of-beta");
    expect(await move(home, "gamma")).toBe("chosen");
  }));

test("restore brings it back, also that there was none", () =>
  inHome(async (home) => {
    choose(home, null);
    expect(await move(home, "beta")).toBe("beta-model");
    expect(await move(home, "delta")).toBe("delta-model");
    expect(await restore(home)).toBeNull();
  }));

test("an index that keeps no model has none to follow", () =>
  inHome(async (home) => {
    const database = new DatabaseSync(join(home.path, "state_5.sqlite"));
    database.exec("ALTER TABLE threads DROP COLUMN model");
    database.close();
    const units = await home.apply(await home.plan("beta", MODELS));
    expect(units).toMatchObject([{ edits: [{}, { changes: [{ after: { model_provider: "beta" } }] }] }]);
  }));

test("a model of the user's own that happens to be the provider's comes back as well", () =>
  inHome(async (home) => {
    await move(home, "beta");
    expect(await move(home, "alpha")).toBe("gpt-5.5");
    choose(home, "beta-model");
    expect(await move(home, "beta")).toBe("beta-model");
    expect(await move(home, "alpha")).toBe("beta-model");
  }));

test("what zcf set is never taken for the user's own, also when the provider is gone from the config", () =>
  inHome(async (home) => {
    await move(home, "beta");
    const delta: Models = new Map([["delta", "delta-model"]]);
    await home.apply(await home.plan("delta", delta));
    await home.apply(await home.plan("alpha", delta));
    expect(modelOf(home)).toBe("gpt-5.5");
  }));

test("a model that was chosen since the old one came back stays", () =>
  inHome(async (home) => {
    await move(home, "beta");
    await move(home, "alpha");
    choose(home, "chosen");
    expect(await move(home, "gamma")).toBe("chosen");
  }));

test("what earlier versions remembered, without what they set, is read as well", () =>
  inHome(async (home) => {
    await move(home, "beta");
    const [key = ""] = [...home.ledger.keys()].filter((name) => name.endsWith("/model"));
    home.remember(key, { model: "chosen" }, "replace");
    expect(await move(home, "delta")).toBe("delta-model");
    expect(await move(home, "alpha")).toBe("chosen");
  }));
