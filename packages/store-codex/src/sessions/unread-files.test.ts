import { appendFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { SwitchError, type View } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import { planSessions } from "./plan-sessions.ts";
import { forkOf, LONGER, outcomes, outcomesOf, revertOf, root } from "./testing/made-up-family.ts";
import { planned, withHistory } from "./testing/made-up-home.ts";
import { rolloutName, threadId } from "./testing/session-lines.ts";

const TORN = '{"timestamp":"2026-11-23T00:19:33.766Z","type":"session_me';
const UNREADABLE = "codex.session-unreadable";
const UNKNOWN = "codex.session-family-unknown";

async function change(path: string, how: (text: string) => string): Promise<void> {
  await writeFile(path, how(await readFile(path, "utf8")));
}

describe("a file that cannot be read", () => {
  test("hides nothing of the thread's other files: where they point to stays", () =>
    withHistory([root, forkOf(0), root], async (home, written) => {
      const { file = "", thread = "" } = written[1] ?? {};
      const torn = join(dirname(file), rolloutName(thread, threadId(7)));
      await writeFile(torn, TORN);
      const plan = await home.plan(LONGER);
      expect(outcomesOf(plan, written)).toEqual([UNKNOWN, UNREADABLE, "grows"]);
      expect(plan).toContainEqual(
        expect.objectContaining({ code: UNKNOWN, params: { thread: written[0]?.thread, file: torn } }),
      );
      expect(outcomesOf(await home.plan("beta"), written)).toEqual(["alone", UNREADABLE, "alone"]);
    }));

  test("is only in its own parent's way where we can tell which that is", () =>
    withHistory([root, forkOf(0), root], async (home, written) => {
      const twice = '"model_provider":"alpha","model_provider":"alpha"';
      await change(written[1]?.file ?? "", (text) => text.replace('"model_provider":"alpha"', twice));
      expect(outcomesOf(await home.plan(LONGER), written)).toEqual([UNKNOWN, UNREADABLE, "grows"]);
    }));

  test("is in everybody's way where we cannot", () =>
    withHistory([root, forkOf(0), root], async (home, written) => {
      const twice = '"history_base":null,"history_base":';
      await change(written[1]?.file ?? "", (text) => text.replace('"history_base":', twice));
      expect(outcomesOf(await home.plan(LONGER), written)).toEqual([UNKNOWN, UNREADABLE, UNKNOWN]);
    }));

  test("is in nobody's way where it continues nothing", () =>
    withHistory([root, root], async (home, written) => {
      await appendFile(
        written[0]?.file ?? "",
        '{"type":"session_meta","payload":{"id":1,"id":2,"type":"x"}}\n',
      );
      expect(outcomesOf(await home.plan(LONGER), written)).toEqual([UNREADABLE, "grows"]);
    }));

  test("that could be read a moment ago keeps its parent from growing, and loses nobody", () =>
    withHistory([root, { ...forkOf(0), provider: LONGER }, forkOf(0)], async (home, written) => {
      const sessions = planSessions(home.store, home.view, { provider: LONGER, threads: null });
      await planned(sessions);
      await change(written[1]?.file ?? "", (text) => `x${text.slice(1)}`);
      expect(outcomesOf(await planned(sessions), written)).toEqual([UNKNOWN, UNREADABLE, "grows"]);
    }));
});

test.each([
  ["an end in a notation that Codex does not write", /"end_byte_offset":\d+/, '"end_byte_offset":1e3'],
  [
    "a pointer with more in it than we know",
    '"end_byte_offset":',
    '"start_byte_offset":609,"end_byte_offset":',
  ],
])("%s is in the way of what it points into, and of nobody else", (_, what, instead) =>
  withHistory([root, forkOf(0), root], async (home, written) => {
    await change(written[1]?.file ?? "", (text) => text.replace(what, instead));
    expect(outcomesOf(await home.plan(LONGER), written)).toEqual([UNKNOWN, UNKNOWN, "grows"]);
  }),
);

/** A view of a home of which one directory cannot be listed. */
function without(view: View, directory: string): View {
  return {
    ...view,
    list: async function* (...args) {
      for await (const file of view.list(...args)) {
        if (file.startsWith(directory))
          throw new SwitchError({
            kind: "environment",
            code: "unreadable",
            params: { file: directory, system: "EACCES" },
          });
        yield file;
      }
    },
  };
}

test("a thread that may have files where we cannot look is left out, one that is wholly elsewhere is not", () =>
  withHistory([root, revertOf(0), { ...root, archived: true }], async (home, written) => {
    const later = join(home.path, "sessions/2026/11/25");
    await mkdir(later);
    await rename(written[1]?.file ?? "", join(later, basename(written[1]?.file ?? "")));
    const view = without(home.view, later);
    const to = async (provider: string): Promise<Readonly<Record<string, string>>> =>
      outcomes(await planned(planSessions(home.store, view, { provider, threads: null })));
    const left = { "sessions/sessions": "unreadable", [`sessions/${written[0]?.thread}`]: "unreadable" };
    expect(await to("b")).toEqual({ ...left, [`sessions/${written[2]?.thread}`]: "alone" });
    expect(await to(LONGER)).toEqual({ ...left, [`sessions/${written[2]?.thread}`]: UNKNOWN });
  }));
