import { describe, expect, test, vi } from "vitest";
import { type CodexHome, codexExec, codexResume } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { bearerOf } from "../src/providers.ts";
import { rolloutLines } from "../src/rollouts.ts";
import { CODEX_VERSIONS } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

describe.each(CODEX_VERSIONS)(
  "codex %s: a `codex exec` waits for its model while zcf switches",
  (version) => {
    test("its session is skipped and named, its answer lands, and a second switch moves it", async () => {
      const home = await codexHomeForTest({ version });
      const id = await codexExec(home, "first question");
      const { finished, answer } = await turnInFlight(home, id);
      const switched = await zcfSwitch(home, "beta");
      expectExit(switched, 0);
      expect(switched.stdout + switched.stderr).toContain(id);
      answer();
      expectExit(await finished, 0);
      expect(
        home
          .server("alpha")
          .turns()
          .map((turn) => turn.authorization),
      ).toEqual([bearerOf("alpha")]);
      expect(home.server("beta").requests).toEqual([]);
      expect(await textOf(home)).toContain("a question in flight");
      expectExit(await zcfSwitch(home, "beta"), 0);
      await expectListed(home, [id]);
      await expectResumes(home, id, { on: "beta", notOn: "alpha" });
    });
  },
);

interface InFlight {
  readonly finished: ReturnType<typeof codexResume>;
  readonly answer: () => void;
}

async function turnInFlight(home: CodexHome, id: string): Promise<InFlight> {
  const alpha = home.server("alpha");
  alpha.forget();
  const answer = alpha.pause();
  const finished = codexResume(home, id, "a question in flight");
  await vi.waitFor(() => expect(alpha.turns()).toHaveLength(1), { timeout: 10_000 });
  return { finished, answer };
}

async function textOf(home: CodexHome): Promise<string> {
  return Object.values(await rolloutLines(home.codexHome))
    .flat()
    .join("\n");
}
