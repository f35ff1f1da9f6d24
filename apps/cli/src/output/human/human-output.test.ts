import type { Notice } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import { en } from "../../messages/en.ts";
import {
  adapter,
  announcementOf,
  operation,
  report,
  skips,
  store,
  target,
} from "../../testing/fake-operation.ts";
import { fakeTerminal } from "../../testing/fake-terminal.ts";
import { humanOutput } from "./human-output.ts";

function speak() {
  const terminal = fakeTerminal();
  return { output: humanOutput(terminal, en), written: terminal.written };
}

describe("before a switch", () => {
  test("the sessions are announced in these very words, to everybody", () => {
    const { output, written } = speak();
    output.announce(announcementOf(operation(12)));
    expect(written).toEqual({
      out: "",
      err: 'Will move 12 sessions to "beta" (original provider kept; undo with zcf sessions restore)\n',
    });
  });

  test("one session", () => {
    const { output, written } = speak();
    output.announce(announcementOf(operation(1)));
    expect(written.err).toContain('Will move 1 session to "beta" (');
  });

  test("no session, no word", () => {
    const { output, written } = speak();
    output.announce(announcementOf(operation(0)));
    expect(written.err).toBe("");
  });

  test("who is asked sees everything", () => {
    const { output, written } = speak();
    const skipped = skips(2, "held", { file: "/h/a.jsonl", pid: 7 });
    const summary = { fingerprint: "", units: { sessions: 3 }, skipped, notices: [] };
    output.announce(announcementOf(operation(3, { summary }), { backup: "none", asked: true }));
    expect(written.err.split("\n")).toEqual([
      "Codex: alpha -> beta",
      "  Will change /h/.codex/auth.json",
      "  Will change /h/.codex/config.toml",
      'Will move 3 sessions to "beta" (original provider kept; undo with zcf sessions restore)',
      "Will leave 2 sessions where they are:",
      "  2 x held, such as: /h/a.jsonl is in use by process 7.",
      "  Next: End that program (Codex in the background: codex app-server daemon stop), then run zcf sessions sync.",
      "Warning: With --backup none this cannot be undone: the change of /h/.codex/auth.json.",
      "",
    ]);
  });
});

describe("after a switch", () => {
  test("nothing failed", () => {
    const { output, written } = speak();
    output.report(report(12, []), announcementOf(operation(12)));
    expect(written.out).toBe(
      [
        'Switched Codex to "beta".',
        "  Changed: /h/.codex/auth.json",
        "  Changed: /h/.codex/config.toml",
        "Sessions: 12 moved",
        "Backup (selective): /z/operations/done/op",
        "To take this back: zcf undo op",
        "",
      ].join("\n"),
    );
  });

  test("33 failed, for more reasons than anybody reads", () => {
    const { output, written } = speak();
    const skipped = [
      ...skips(1, "changed", { file: "/h/b.jsonl" }),
      ...skips(28, "held", { file: "/h/a.jsonl", pid: 0 }),
      ...skips(2, "acme.odd", { line: 3 }),
      ...skips(2, "not-reached", {}),
    ];
    output.report(report(198, skipped), announcementOf(operation(231)));
    expect(written.out).toContain(
      [
        "Sessions: 198 moved, 33 failed",
        "  28 x held, such as: /h/a.jsonl is in use.",
        "  2 x acme.odd, such as: acme.odd line=3",
        "  2 x not-reached, such as: The operation ended before its turn came.",
        "  and 1 for other reasons",
        "  Next: End that program (Codex in the background: codex app-server daemon stop), then run zcf sessions sync.",
        "  Next: Run zcf sessions sync: it goes on where this stopped.",
        "  Next: Run the command again: it plans on what is there now.",
        "Full list: /z/operations/done/op",
      ].join("\n"),
    );
  });

  test("cancelled on the way is said on stderr", () => {
    const { output, written } = speak();
    output.report(
      report(1, skips(1, "not-reached", {}), { outcome: "cancelled" }),
      announcementOf(operation(2)),
    );
    expect(written.out).toContain("Sessions: 1 moved, 1 failed");
    expect(written.err).toContain("Cancelled on the way: what is done stands");
  });

  test("cancelled when all was done says that it is", () => {
    const { output, written } = speak();
    output.report(report(2, [], { outcome: "cancelled" }), announcementOf(operation(2)));
    expect(written.err).toBe("Cancelled, but by then everything was done; it stands.\n");
  });

  test("nothing to restore of what was named", () => {
    const { output, written } = speak();
    const goal = { kind: "restore", sessions: ["abc"] } as const;
    output.report(
      report(0, [], { outcome: "nothing", record: null, backup: null }),
      announcementOf(operation(0, { goal })),
    );
    expect(written.out).toContain("Nothing to do: never moved away from the original provider: abc.\n");
  });

  test("declined is no result", () => {
    const { output, written } = speak();
    const declined = report(0, [], { outcome: "declined", backup: null, record: null });
    output.report(declined, announcementOf(operation(2)));
    expect(written).toEqual({ out: "", err: "Not done: you said no. Nothing was changed.\n" });
    const second = speak();
    second.output.report(declined, { ...announcementOf(operation(2)), follows: true });
    expect(second.written.err).toBe("Not done: you said no. What was done before stands.\n");
  });

  test("our own record could not be closed", () => {
    const { output, written } = speak();
    output.report(report(1, [], { open: true }), announcementOf(operation(1)));
    expect(written.err).toContain("Warning: What was done stands, but zcf could not close its own record");
  });
});

test("a notice is shown once, however often it comes", () => {
  const { output, written } = speak();
  const notice: Notice = {
    code: "codex.env-api-key",
    severity: "warning",
    params: { variable: "CODEX_API_KEY" },
  };
  output.onEvent({ type: "notice", tool: "codex", notice });
  output.onEvent({ type: "notice", tool: "codex", notice });
  expect(written.err).toBe(
    "Warning: CODEX_API_KEY is set: codex exec sends that key instead of the one in auth.json. unset CODEX_API_KEY, unless that key is the one you want.\n",
  );
});

describe("an error", () => {
  test("says what happened, the state of the disk, and one step", () => {
    const { output, written } = speak();
    const params = { file: "/h/x", system: "ENOSPC" };
    output.error(new SwitchError({ kind: "environment", code: "write-failed", params, disk: "restored" }));
    expect(written).toEqual({
      out: "",
      err: "Error: Writing /h/x failed (ENOSPC).\nEverything was put back as it was.\nNext: Check permissions and free space there, then try again.\n",
    });
  });

  test("the adapter's own step comes before the catalogue's", () => {
    const { output, written } = speak();
    const hints = [
      { code: "codex.hint-name-key", params: { provider: "beta" } },
      { code: "codex.hint-force", params: {} },
    ];
    const params = { provider: "beta", file: "/h/a" };
    output.error(new SwitchError({ kind: "environment", code: "codex.key-unknown", params, hints }));
    expect(written.err).toContain('\nNext: Give "beta" a key of its own: zcf provider edit codex/beta');
    expect(written.err).toContain(" (--force goes on all the same.)\n");
    expect(written.err).not.toContain("Give it a key");
  });

  test("says what to do where a hint only knows the place", () => {
    const { output, written } = speak();
    const hints = [
      { code: "codex.hint-edit-file", params: { file: "/h/c", line: 3 } },
      { code: "codex.hint-force", params: {} },
    ];
    const params = { file: "/h/c", line: 3, profile: "work" };
    output.error(new SwitchError({ kind: "environment", code: "codex.legacy-profile", params, hints }));
    expect(written.err).toContain(
      "\nNext: Remove that line, then choose the provider with zcf switch. (--force goes on all the same.)\n",
    );
  });

  test("never says --force only", () => {
    const { output, written } = speak();
    const hints = [{ code: "codex.hint-force", params: {} }];
    const params = { file: "/h/c", method: "chatgpt", provider: "beta" };
    output.error(new SwitchError({ kind: "environment", code: "codex.forced-login", params, hints }));
    expect(written.err).toContain("\nNext: Remove that line first. (--force goes on all the same.)\n");
  });

  test("of an unknown code shows the place that a hint knows", () => {
    const { output, written } = speak();
    const hints = [{ code: "codex.hint-edit-file", params: { file: "/h/c", line: 3 } }];
    output.error(new SwitchError({ kind: "environment", code: "acme.odd", hints }));
    expect(written.err).toContain("\nNext: Edit /h/c, line 3.\n");
  });

  test("of a plug-in is shown as it is", () => {
    const { output, written } = speak();
    output.error(
      new SwitchError({ kind: "conflict", code: "acme.odd", params: { file: "/a" }, disk: "unfinished" }),
    );
    expect(written.err).toBe(
      'Error: acme.odd file="/a"\nThe operation is unfinished: some files may be changed, others not.\n',
    );
  });
});

test("status does not call well what cannot be used", () => {
  const { output, written } = speak();
  const problems: Notice[] = [{ code: "codex.key-missing", severity: "warning", params: {} }];
  const targets = [target("alpha", { problems })];
  output.status([
    { adapter, store, state: { current: "alpha", targets, drift: [], notices: [], sessions: [] } },
  ]);
  expect(written.out).toContain("It cannot be used as it is:");
  expect(written.out).not.toContain("agree");
});
