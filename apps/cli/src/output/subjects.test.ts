import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StoreAdapter, Unit } from "@zcf/contract";
import { createSwitcher, type Operation, type Report, type SwitchEvent } from "@zcf/core";
import { expect, test } from "vitest";
import { en } from "../messages/en.ts";
import { announcementOf, adapter as named, store } from "../testing/fake-operation.ts";
import { fakeTerminal } from "../testing/fake-terminal.ts";
import { parseLines } from "../testing/sandbox.ts";
import { humanOutput } from "./human/human-output.ts";
import { ndjsonOutput } from "./ndjson/ndjson-output.ts";

const THREE = ["sessions/a", "sessions/b", "sessions/c"];

/** A tool with two units: one of three sessions that change together, and one that cannot be read. */
function adapterIn(root: string): StoreAdapter {
  return {
    ...named,
    groups: [{ id: "sessions", stage: "optional" }],
    locate: async (_, view) => {
      const home = view.path(root);
      return [{ ...store, home, readRoots: [home], writeRoots: [home] }];
    },
    plan: async ({ home }, view) => {
      const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
      const hunks = [{ offset: 0, before: encode("alpha"), after: encode("beta ") }];
      const common = { group: "sessions", exclusive: [], locks: [], remember: [] } as const;
      const file = view.path(home, "family");
      const edit = { kind: "patch", group: "sessions", file, base: null, hunks } as const;
      const family: Unit = { ...common, kind: "unit", id: "sessions/a+2", subjects: THREE, edits: [edit] };
      const params = { file: "/h/x", system: "EACCES" };
      const lost = {
        kind: "skipped",
        id: "sessions/d",
        group: "sessions",
        code: "unreadable",
        params,
      } as const;
      const rest = { required: [], locks: [], remember: [], notices: [], secrets: [] };
      const units = async function* () {
        yield family;
        yield lost;
      };
      return { ...rest, units };
    },
  };
}

interface Done {
  readonly operation: Operation;
  readonly report: Report;
  readonly events: readonly SwitchEvent[];
}

async function inHome(use: (done: Done) => Promise<void>): Promise<void> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "zcf-subjects-")));
  try {
    await writeFile(join(root, "family"), "alpha\n");
    const events: SwitchEvent[] = [];
    const switcher = createSwitcher({
      adapters: [adapterIn(root)],
      environment: { home: root, platform: "linux", variables: {} },
      stateHome: join(root, "state"),
      reporter: (event) => events.push(event),
    });
    const operation = await switcher.plan({ tools: ["codex"], sync: "all", to: "beta" });
    await use({ operation, events, report: await switcher.apply(operation) });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

test("people are told sessions, not what is written together", async () => {
  await inHome(async ({ operation, report }) => {
    const terminal = fakeTerminal();
    const output = humanOutput(terminal, en);
    output.announce(announcementOf(operation));
    expect(terminal.written.err).toContain("Will move 3 sessions to ");
    output.previewEnd(announcementOf(operation));
    expect(terminal.written.out).toContain("Will move 3 sessions to ");
    expect(terminal.written.out).toContain("Will leave 1 session where it is:\n  sessions/d: ");
    output.report(report, announcementOf(operation));
    expect(terminal.written.out).toContain('3 sessions of Codex moved to "beta".');
    expect(terminal.written.out).toContain("1 session had to stay where it is:");
  });
});

test("programs are told each of them", async () => {
  await inHome(async ({ operation, report, events }) => {
    const terminal = fakeTerminal();
    const output = ndjsonOutput(terminal.out);
    output.announce(announcementOf(operation));
    for (const event of events) output.onEvent(event);
    output.report(report, announcementOf(operation));
    const lines = parseLines(terminal.written.out);
    const of = (type: string) => lines.filter((line) => line["type"] === type);
    expect(of("plan")).toMatchObject([{ units: { sessions: 3 }, skipped: 1 }]);
    expect(of("edit").map(({ subject }) => subject)).toEqual(THREE);
    expect(of("progress")).toMatchObject([{ done: 3, total: 3 }]);
    expect(of("skipped")).toMatchObject([{ id: "sessions/d" }]);
    expect(of("result")).toMatchObject([
      { stores: [{ applied: { sessions: 3 }, skipped: [{ id: "sessions/d" }] }] },
    ]);
  });
});
