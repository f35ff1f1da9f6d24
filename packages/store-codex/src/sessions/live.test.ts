import { viewOf } from "@zcf/adapter-testkit";
import { SwitchError } from "@zcf/contract";
import { expect, test } from "vitest";
import { skipIfLive } from "./live.ts";

test("a thread whose lock cannot be looked at is left out, and the others are not refused for it", async () => {
  const view = await viewOf();
  const params = { file: "/home/x/.codex/thread-writer-locks/1.lock", system: "EACCES" };
  const holders = async (): Promise<never> => {
    throw new SwitchError({ kind: "environment", code: "unreadable", params });
  };
  const skipped = await skipIfLive("1", [view.path(params.file)], { ...view, holders });
  expect(skipped).toMatchObject({ kind: "skipped", id: "sessions/1", code: "unreadable", params });
});
