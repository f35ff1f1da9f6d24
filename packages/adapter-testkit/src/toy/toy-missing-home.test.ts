import { type StoreAdapter, SwitchError } from "@zcf/contract";
import { expect, test } from "vitest";
import { switcherOn, withHomes } from "./testing/dead-switch.ts";
import { toy } from "./toy-adapter.ts";

const missing = new SwitchError({ kind: "environment", code: "home-missing", params: { home: "/none" } });

/** A tool that is not on this machine. */
const absent: StoreAdapter = { ...toy(), id: "absent", aliases: [], locate: () => Promise.reject(missing) };

test("a question about all tools is about those that are on this machine", () =>
  withHomes(async (root) => {
    const switcher = switcherOn(root, { adapters: [absent, toy()] });
    expect(await switcher.inspect({}, "targets")).toMatchObject([{ tool: "toy" }]);
    await expect(switcher.inspect({ tools: ["absent"] }, "targets")).rejects.toBe(missing);
    await expect(switcher.inspect({ tools: ["toy", "absent"] }, "targets")).rejects.toBe(missing);
  }));

test("where there is none of them the first one says so", () =>
  withHomes(async (root) => {
    const switcher = switcherOn(root, { adapters: [absent] });
    await expect(switcher.inspect({}, "full")).rejects.toBe(missing);
  }));
