import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type CodexHome, codexExec } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { rolloutOf } from "../src/rollouts.ts";
import { userTexts } from "../src/turn-input.ts";
import { CODEX_VERSIONS } from "../src/versions.ts";
import { zcfSwitch } from "../src/zcf.ts";

const LONGER = "a_much_longer_provider_id";

// Codex does not compress by itself up to 0.169, but reads what is compressed (facts, section 1).
describe.each(CODEX_VERSIONS)("codex %s: a session file that is compressed", (version) => {
  test.each(["beta", LONGER])(
    "follows to %s as it is, is listed, and resumes with all it holds",
    async (target) => {
      const home = await codexHomeForTest({ version, providers: ["alpha", target] });
      const id = await codexExec(home, "first question");
      const packed = await compress(home, id);
      const before = await textOf(packed);
      expectExit(await zcfSwitch(home, target, "--strict"), 0);
      expect(withoutProvider(await textOf(packed), target)).toBe(withoutProvider(before, "alpha"));
      await expectListed(home, [id]);
      await expectResumes(home, id, { on: target, notOn: "alpha" });
      expect(userTexts(home.server(target).turns()[0])).toEqual(["first question", "and another question"]);
      await expectListed(home, [id]);
    },
  );
});

/** Leaves the session's file compressed only; returns its path. */
async function compress(home: CodexHome, id: string): Promise<string> {
  const file = join(home.codexHome, await rolloutOf(home.codexHome, id));
  await writeFile(`${file}.zst`, await promisify(zstdCompress)(await readFile(file)));
  await rm(file);
  return `${file}.zst`;
}

async function textOf(packed: string): Promise<string> {
  return (await promisify(zstdDecompress)(await readFile(packed))).toString("latin1");
}

/** Growth also notes on line 1 where a session came from. */
function withoutProvider(text: string, provider: string): string {
  return text
    .replaceAll(/,? *"original_model_provider":"alpha" */g, "")
    .replaceAll(new RegExp(`("model_provider(_id)?":)"${provider}" *`, "g"), '$1"<provider>"');
}
