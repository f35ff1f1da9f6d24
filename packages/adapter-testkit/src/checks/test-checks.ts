import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import type { Environment, Finding, StoreAdapter } from "@zcf/contract";
import {
  createSwitcher,
  type Disk,
  isEmpty,
  nodeDisk,
  type Report,
  type Request,
  type Switcher,
} from "@zcf/core";
import type { TestFunction } from "../faults/fault-matrix.ts";
import { nobodyElse } from "../faults/nobody-else.ts";
import { type Place, placeIn } from "../faults/scenario.ts";
import { type Picture, type PictureOptions, takePicture } from "../homes/picture.ts";
import { differences } from "../homes/read-tree.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";

/** The homes that show what a check does. */
export interface CheckCase {
  readonly severity: Finding["severity"];
  /** What the finding says, exactly. */
  readonly params: (place: Place) => Finding["params"];
  readonly fixable: boolean;
  /** Makes a home in which it speaks up, in an empty directory. */
  readonly sick: (home: string) => Promise<unknown>;
  /** Makes one, as like it as can be, in which it does not. */
  readonly well: (home: string) => Promise<unknown>;
  /** Instead of the one of all cases; `true` for the home that is sick. */
  readonly environment?: (place: Place, sick: boolean) => Environment;
  /** A machine that is not like this one, for the home that is sick. */
  readonly machine?: (disk: Disk) => Disk;
  /** Operations that are done in either home before it is asked. */
  readonly earlier?: readonly Request[];
  /** What is done to the sick home after them. */
  readonly later?: (home: string) => Promise<unknown>;
  /** The code with which an undo of its fix is refused, unless it is forced: it would bring a danger back. */
  readonly endangers?: string;
  /** Other checks that its fix brings up: what was hidden behind it. */
  readonly uncovers?: readonly string[];
}

/** An adapter that checks, and a case for each of its checks. */
export interface ChecksOptions<Check extends string> extends PictureOptions {
  readonly adapter: StoreAdapter;
  readonly environment: (place: Place) => Environment;
  /** Where each has all of the adapter's checks by its type, one without a case does not compile. */
  readonly cases: Readonly<Record<Check, CheckCase>>;
  /** Texts in the homes that no finding may have in it. */
  readonly secrets: readonly string[];
}

/**
 * A test for each check: it is silent in a home that is well, speaks up in one that is not, and writes nothing for it; where
 * it can be cleared its fix clears it, alone, and an undo brings every byte back.
 */
export function testChecks<Check extends string>(test: TestFunction, options: ChecksOptions<Check>): void {
  for (const [check, one] of Object.entries<CheckCase>(options.cases)) {
    const asked = { options, check, one };
    test(`${check}: silent where all is well`, () => requireSilent(asked));
    test(`${check}: speaks up where it is not, and writes nothing`, () => requireFound(asked));
    if (one.fixable)
      test(`${check}: the fix clears it, and its undo brings all back`, () => requireCleared(asked));
    else test(`${check}: nothing is planned for what cannot be cleared`, () => requireNoPlan(asked));
  }
}

interface Asked {
  readonly options: ChecksOptions<string>;
  readonly check: string;
  readonly one: CheckCase;
}

async function requireSilent(asked: Asked): Promise<void> {
  await inHome(asked, false, async (home) => {
    const checks = (await home.findings()).map((finding) => finding.check);
    assert.ok(!checks.includes(asked.check), "it speaks up in a home that is well");
  });
}

async function requireFound(asked: Asked): Promise<void> {
  const { check, one, options } = asked;
  await inHome(asked, true, async (home) => {
    const before = await home.picture();
    const findings = await home.findings();
    const { severity, fixable } = one;
    const expected = { check, severity, params: one.params(home.place), fixable };
    assert.deepEqual(
      findings.filter((finding) => finding.check === check),
      [expected],
    );
    const sorted = findings.map((finding) => finding.check).toSorted();
    assert.deepEqual(
      findings.map((finding) => finding.check),
      sorted,
      "not sorted by check",
    );
    assert.deepEqual(await home.findings(), findings, "another answer to the same question");
    assert.deepEqual(differences(before, await home.picture()), [], "asking wrote");
    const text = JSON.stringify(findings);
    for (const secret of options.secrets) assert.ok(!text.includes(secret), "a secret is in a finding");
  });
}

async function requireCleared(asked: Asked): Promise<void> {
  const { check, one } = asked;
  await inHome(asked, true, async (home) => {
    const before = await home.picture();
    const found = (await home.findings()).map((finding) => finding.check);
    const report = await home.apply({ tools: [home.tool], fix: [check] });
    assert.equal(report.outcome, "applied", `the fix is ${report.outcome}`);
    const left = (await home.findings()).map((finding) => finding.check);
    assert.ok(!left.includes(check), "the fix does not clear it");
    const fresh = left.filter((other) => !found.includes(other) && one.uncovers?.includes(other) !== true);
    assert.deepEqual(fresh, [], "the fix brings others up");
    assert.ok(
      isEmpty(await home.open().plan({ tools: [home.tool], fix: [check] })),
      "a second fix is not empty",
    );
    await undo(home, report.operation ?? "", one.endangers);
    assert.deepEqual(differences(before, await home.picture()), [], "after the undo");
  });
}

async function undo(home: CheckedHome, operation: string, endangers?: string): Promise<void> {
  if (endangers !== undefined) await assert.rejects(home.apply({ undo: operation }), { code: endangers });
  await home.apply({ undo: operation, force: endangers !== undefined });
}

async function requireNoPlan(asked: Asked): Promise<void> {
  await inHome(asked, true, async (home) => {
    const operation = await home.open().plan({ tools: [home.tool], fix: [asked.check] });
    assert.ok(isEmpty(operation), "it says that it cannot be cleared, and something is planned");
  });
}

/** A home of a case, and what can be done with it. */
interface CheckedHome {
  readonly place: Place;
  readonly tool: string;
  open(): Switcher;
  findings(): Promise<readonly Finding[]>;
  apply(request: Request): Promise<Report>;
  picture(): Promise<Picture>;
}

async function inHome(
  { options, one }: Asked,
  isSick: boolean,
  use: (home: CheckedHome) => Promise<void>,
): Promise<void> {
  await withTemporaryDirectory(async (root) => {
    const place = placeIn(root);
    mkdirSync(place.home);
    await (isSick ? one.sick : one.well)(place.home);
    const home = checkedHome({ options, one, place, isSick, disk: nobodyElse(await nodeDisk()) });
    for (const request of one.earlier ?? []) await home.apply(request);
    if (isSick) await one.later?.(place.home);
    await use(home);
  });
}

interface Made extends Pick<Asked, "options" | "one"> {
  readonly place: Place;
  readonly isSick: boolean;
  readonly disk: Disk;
}

function checkedHome({ options, one, place, isSick, disk }: Made): CheckedHome {
  const { adapter } = options;
  const seen = isSick && one.machine !== undefined ? one.machine(disk) : disk;
  const environment = (one.environment ?? options.environment)(place, isSick);
  const open = (): Switcher =>
    createSwitcher({ adapters: [adapter], environment, stateHome: place.state, disk: seen });
  return {
    place,
    tool: adapter.id,
    open,
    findings: async () => {
      const { stores } = await open().diagnose({ tools: [adapter.id] });
      return stores.flatMap(({ findings }) => findings);
    },
    apply: async (request) => {
      const switcher = open();
      return switcher.apply(await switcher.plan(request));
    },
    picture: () => takePicture(disk, place.home, options),
  };
}
