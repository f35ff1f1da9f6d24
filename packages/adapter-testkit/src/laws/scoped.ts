import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Disk } from "@zcf/core";
import { faultyDisk } from "../faults/faulty-disk.ts";
import { readTree } from "../homes/read-tree.ts";
import { requireSame } from "./compare.ts";
import type { Law } from "./law.ts";
import { eachCase } from "./play.ts";

export const scoped: Law = {
  says: "content is read inside the read roots alone, and written inside the write roots alone, which are no whole disk",
  check: (options) =>
    eachCase(options, async ({ play, request, operation }) => {
      const elsewhere = join(play.place.root, "elsewhere");
      mkdirSync(elsewhere);
      writeFileSync(join(elsewhere, "file"), "not yours\n");
      const before = await readTree(elsewhere);
      const [readRoots, writeRoots] = rootsOf(operation);
      const { disk, read } = watched(play.disk);
      const written: string[] = [];
      const counting = faultyDisk(disk, null, ({ path }) => written.push(path));
      const switcher = play.open({ disk: counting.disk });
      await switcher.apply(await switcher.plan(request));
      const state = await play.disk.resolve(play.place.state);
      requireInside(read, [...readRoots, state], "read");
      requireInside(written, [...writeRoots, state], "written");
      requireSame(await readTree(elsewhere), before, "outside of the home");
    }),
};

function rootsOf(
  operation: Parameters<typeof requireRoots>[0],
): readonly [readonly string[], readonly string[]] {
  requireRoots(operation);
  const stores = operation.stores.map(({ store }) => store);
  return [stores.flatMap(({ readRoots }) => readRoots), stores.flatMap(({ writeRoots }) => writeRoots)];
}

function requireRoots({ stores }: { readonly stores: readonly { readonly store: RootsOf }[] }): void {
  for (const { store } of stores) {
    for (const root of [...store.readRoots, ...store.writeRoots])
      assert.ok(relative("/", root) !== "", "a whole disk is no root");
    assert.ok(isInside(store.home, store.readRoots), "the home is in no read root");
  }
}

interface RootsOf {
  readonly home: string;
  readonly readRoots: readonly string[];
  readonly writeRoots: readonly string[];
}

/** A disk that notes whose content is read. */
function watched(disk: Disk): { readonly disk: Disk; readonly read: readonly string[] } {
  const read: string[] = [];
  const note = (path: string): string => {
    read.push(path);
    return path;
  };
  const watching: Disk = {
    ...disk,
    read: (path, range) => disk.read(note(path), range),
    query: (database, sql, params) => disk.query(note(database), sql, params),
  };
  return { disk: watching, read };
}

function requireInside(paths: readonly string[], roots: readonly string[], what: string): void {
  const outside = paths.filter((path) => path !== "" && !isInside(path, roots));
  assert.deepEqual([...new Set(outside)], [], `${what} outside of the roots`);
}

function isInside(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => path === root || path.startsWith(`${root}/`));
}
