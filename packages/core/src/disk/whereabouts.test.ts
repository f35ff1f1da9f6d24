import { describe, expect, test } from "vitest";
import type { PidSpace, Self } from "./disk.ts";
import { findPidSpace, whereabouts } from "./whereabouts.ts";

const SPACE: PidSpace = { machine: "m", boot: "b", pids: "pid:[1]" };

function self(space: PidSpace | null, host = "one"): Self {
  return { pid: 1, host, started: "1", space };
}

describe("whether a process can be looked for here", () => {
  test.each([
    ["here", self(SPACE)],
    ["another host", self(SPACE, "two")],
    ["another container of this kernel", self({ ...SPACE, pids: "pid:[2]" })],
    ["this machine before it was started anew", self({ ...SPACE, boot: "c" })],
    ["another machine of the same name", self({ ...SPACE, machine: "n", boot: "c" })],
    ["a machine without an id", self({ ...SPACE, machine: null, boot: "c" })],
    ["a container of another boot", self({ ...SPACE, boot: "c", pids: "pid:[2]" })],
    ["one that did not say", self(null)],
  ])("%s", (name, who) => {
    const expected: Readonly<Record<string, string>> = {
      here: "here",
      "this machine before it was started anew": "rebooted",
      "one that did not say": "here",
    };
    expect(whereabouts(who, self(SPACE))).toBe(expected[name] ?? "elsewhere");
  });

  test("a machine without an id does not take another such one for itself", () => {
    const mute = { ...SPACE, machine: null };
    expect(whereabouts(self({ ...mute, boot: "c" }), self(mute))).toBe("elsewhere");
  });

  test.skipIf(process.platform !== "linux")("Linux tells the boot and the namespace of pids", () => {
    expect(findPidSpace()?.boot).toMatch(/^[0-9a-f-]{36}$/);
    expect(findPidSpace()?.pids).toMatch(/^pid:\[\d+\]$/);
  });
});
