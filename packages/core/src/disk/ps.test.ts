import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { canPs, listProcessesOfPs, parsePs } from "./ps.ts";

test("a line is a pid, a state and a command; zombies are none", () => {
  const output =
    "    1 Ss   /sbin/init splash\n  7 Z+ [codex] <defunct>\n 8 S+ codex\n 9 S /opt/codex-aarch64-unknown x y\n\n";
  expect(parsePs(output)).toEqual([
    { pid: 1, name: "init", args: ["splash"], variables: {} },
    { pid: 8, name: "codex", args: [], variables: {} },
    { pid: 9, name: "codex-aarch64-u", args: ["x", "y"], variables: {} },
  ]);
});

test.runIf(canPs())("finds a running program, and not ourselves", async () => {
  const child = spawn("sleep", ["61.5"], { stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child, "spawn");
  const query = { names: ["sleep", "node"], variables: [] };
  const found = listProcessesOfPs(query, process.pid);
  expect(found).toContainEqual({ pid: child.pid, name: "sleep", args: ["61.5"], variables: {} });
  expect(found.map(({ pid }) => pid)).not.toContain(process.pid);
});
