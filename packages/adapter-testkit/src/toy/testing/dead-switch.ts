import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createSwitcher, nodeDisk, type Switcher, type SwitcherOptions } from "@zcf/core";
import { type Fault, faultyDisk } from "../../faults/faulty-disk.ts";
import { withTemporaryDirectory } from "../../homes/temporary-directory.ts";
import { toy } from "../toy-adapter.ts";
import { makeToyHome } from "../toy-home.ts";

export function switcherOn(root: string, extra: Partial<SwitcherOptions> = {}): Switcher {
  return createSwitcher({
    adapters: [toy()],
    environment: { home: join(root, "home"), platform: "linux", variables: {} },
    stateHome: join(root, "state"),
    ...extra,
  });
}

export const BETA = { tools: ["toy"], target: "beta" } as const;

/** Right after `config.txt` was replaced, the first of the required files. */
export const SWAPPED: Omit<Fault, "on"> = { call: 2, moment: "after", failure: "death" };

/** A switch that died on its way; what `on` leaves out does not count among its calls. */
export async function die(
  root: string,
  fault: Fault,
  { home = join(root, "home"), target = "beta" }: { home?: string; target?: string } = {},
): Promise<void> {
  const { disk } = faultyDisk(await nodeDisk(), fault);
  const switcher = switcherOn(root, { disk });
  const operation = await switcher.plan({ tools: ["toy"], target, home });
  await assert.rejects(switcher.apply(operation), /Death/);
}

export function inside(folder: string): (path: string) => boolean {
  return (path) => path.startsWith(folder);
}

export async function withHomes(
  use: (root: string, home: string, other: string) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (root) => {
    const [home, other] = [join(root, "home"), join(root, "other")];
    await makeToyHome(home, 1);
    await makeToyHome(other, 1);
    await use(root, home, other);
  });
}

/** A home with a switch in it that died between its required files. */
export async function withSwapped(
  use: (root: string, home: string, other: string) => Promise<void>,
): Promise<void> {
  await withHomes(async (root, home, other) => {
    await die(root, { ...SWAPPED, on: inside(home) });
    assert.match(await readFile(join(home, "config.txt"), "utf8"), /target=beta/);
    await use(root, home, other);
  });
}

export async function pendingIn(root: string): Promise<readonly string[]> {
  return readdir(join(root, "state/operations/pending"));
}

export async function journalIn(root: string): Promise<string> {
  const [id = ""] = await pendingIn(root);
  return join(root, "state/operations/pending", id, "journal.ndjson");
}
