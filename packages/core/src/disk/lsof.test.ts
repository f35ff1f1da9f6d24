import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { inDirectory } from "../testing/in-directory.ts";
import { canLsof, listOpenFiles, parseLsof } from "./lsof.ts";

test("only descriptors with a number count, and only those that lead to a path", () => {
  const output = [
    "p12",
    "fcwd",
    "n/",
    "f3",
    "n/home/a b",
    "f4u",
    "n/home/c",
    "f5",
    "nsocket",
    "p13",
    "f0",
    "n/x",
    "",
  ];
  expect(parseLsof(output.join("\n"))).toEqual([
    { pid: 12, path: "/home/a b" },
    { pid: 12, path: "/home/c" },
    { pid: 13, path: "/x" },
  ]);
});

test.runIf(canLsof())("finds a file that another process has open", () =>
  inDirectory(async (root) => {
    const path = join(root, "held");
    await writeFile(path, "");
    const input = openSync(path, "r");
    const child = spawn("sleep", ["60"], { stdio: [input, "ignore", "ignore"] });
    closeSync(input);
    onTestFinished(() => void child.kill("SIGKILL"));
    await once(child, "spawn");
    expect(listOpenFiles()).toContainEqual({ pid: child.pid, path });
  }),
);
