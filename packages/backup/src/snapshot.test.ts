import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { FilePath, Store } from "@zcf/contract";
import { createView, memoryMemo, nodeDisk } from "@zcf/core";
import { expect, test } from "vitest";
import { none } from "./none.ts";
import { selective } from "./selective.ts";
import { snapshot } from "./snapshot.ts";

const FILES = [
  "config.toml",
  ".hidden",
  "auth.json",
  "sessions/2026/11/23/rollout-a.jsonl",
  "archived_sessions/rollout-b.jsonl",
  "state_5.sqlite",
  "state_5.sqlite-wal",
  "state_5.sqlite-shm",
  "packages/daemon/codex",
  "log/codex.log",
];

async function inHome(use: (store: Store) => Promise<void>): Promise<void> {
  const home = (await realpath(await mkdtemp(join(tmpdir(), "zcf-backup-")))) as FilePath;
  try {
    for (const file of FILES) {
      await mkdir(dirname(join(home, file)), { recursive: true });
      await writeFile(join(home, file), file);
    }
    const snapshotRules = {
      exclude: ["packages/**", "log/**"],
      history: ["sessions/**", "archived_sessions/**"],
      databases: ["*.sqlite"],
    };
    await use({
      adapter: "t",
      home,
      readRoots: [home],
      writeRoots: [home],
      variables: {},
      snapshot: snapshotRules,
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function chosen(store: Store, strategy = snapshot()): Promise<readonly string[]> {
  const disk = await nodeDisk();
  const view = createView({ disk, roots: [store.home], memo: memoryMemo(disk), recall: async () => null });
  const found: string[] = [];
  for await (const { kind, file } of strategy.copies(store, view))
    found.push(`${kind} ${file.slice(store.home.length + 1)}`);
  return found;
}

test("a snapshot leaves out history, what the adapter excludes, and what SQLite keeps beside a database", async () => {
  await inHome(async (store) => {
    expect(await chosen(store)).toEqual([
      "file .hidden",
      "file auth.json",
      "file config.toml",
      "database state_5.sqlite",
    ]);
  });
});

test("with history it has the sessions too", async () => {
  await inHome(async (store) => {
    expect(await chosen(store, snapshot({ history: true }))).toEqual([
      "file .hidden",
      "file archived_sessions/rollout-b.jsonl",
      "file auth.json",
      "file config.toml",
      "file sessions/2026/11/23/rollout-a.jsonl",
      "database state_5.sqlite",
    ]);
  });
});

test("the other strategies copy nothing", async () => {
  await inHome(async (store) => {
    expect(await chosen(store, selective())).toEqual([]);
    expect(await chosen(store, none())).toEqual([]);
    expect([selective().keeps, none().keeps, snapshot().keeps]).toEqual(["all", "plain", "all"]);
  });
});
