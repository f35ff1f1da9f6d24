import { expect, test } from "vitest";
import { operation, report } from "../testing/fake-operation.ts";
import { undoingCommand } from "./undoing-command.ts";

test("names the operation", () => {
  expect(undoingCommand(report(3, []), operation(3))).toBe("zcf undo op");
});

test.each([
  ["nothing was to be done", { operation: null, outcome: "nothing" } as const],
  ["somebody said no", { operation: null, outcome: "declined" } as const],
  ["the credentials before were not kept", { backup: { strategy: "none", path: "/z" } }],
  ["all that there was to move had to stay", { stores: [{ ...report(0, []).stores[0]!, files: [] }] }],
])("none where %s", (_, change) => {
  expect(undoingCommand(report(3, [], change), operation(3))).toBeNull();
});

test("with --backup none where no credential was changed", () => {
  const [made] = operation(3).stores;
  const plan = { ...made!.plan, required: [] };
  const backup = { strategy: "none", path: "/z" };
  expect(undoingCommand(report(3, [], { backup }), operation(3, { plan }))).toBe("zcf undo op");
});
