import { describe, expect, test } from "vitest";
import { HELPER_MARK } from "../helper.ts";
import {
  type ClaudeHome,
  type Files,
  GLM_KEY,
  KIMI_KEY,
  PROFILES,
  SETTINGS,
} from "../testing/claude-home.ts";
import { change, edit, NEW_KEY } from "../testing/managing.ts";
import { checksIn, KIMI_ENV, own, PROFILES_TEXT, settings, WELL, withClosed } from "./testing/sick-home.ts";

/** What the catalogue says to do about what `--fix` leaves, done here as it is said there. */
interface ByHand {
  readonly files: Files;
  readonly act: (home: ClaudeHome) => Promise<unknown>;
}

function glm(from: string, to: string): Files {
  return { [PROFILES]: PROFILES_TEXT.replace(from, to) };
}

const addressed: ByHand["act"] = (home) =>
  change(home, edit("glm", { fields: { "base-url": "https://glm.example/api" } }));
const keyed: ByHand["act"] = (home) => change(home, edit("glm", { key: NEW_KEY }));
const switched: ByHand["act"] = (home) => home.switchTo("kimi");

const CASES: Readonly<Record<string, ByHand>> = {
  "key-missing": { files: glm(GLM_KEY, ""), act: keyed },
  "helper-key-missing": {
    files: glm(GLM_KEY, HELPER_MARK),
    act: (home) => change(home, edit("glm", { keyStore: "helper", key: NEW_KEY })),
  },
  "key-malformed": {
    files: {
      [PROFILES]: PROFILES_TEXT.replace(KIMI_KEY, "sk own"),
      [SETTINGS]: settings({ ...KIMI_ENV, ANTHROPIC_API_KEY: "sk own" }),
    },
    act: (home) => change(home, edit("kimi", { key: NEW_KEY })),
  },
  "url-missing": { files: glm("https://glm.example/api/anthropic", ""), act: addressed },
  "url-invalid": { files: glm("https://glm", "glm"), act: addressed },
  "url-version": { files: glm("/api/anthropic", "/v1"), act: addressed },
  "profile-renamed": {
    files: glm('name = "glm"', 'name = "GLM 4"'),
    act: (home) => change(home, edit("glm", { fields: { name: "glm" } })),
  },
  "url-alone": { files: own({ ANTHROPIC_BASE_URL: "https://relay.example" }), act: switched },
  "other-backend": { files: own({ CLAUDE_CODE_USE_FOUNDRY: "1" }), act: switched },
  "custom-headers": {
    files: own({ ANTHROPIC_CUSTOM_HEADERS: "x: y" }),
    act: async (home) => home.write(SETTINGS, (await home.read(SETTINGS))?.replace("x: y", "") ?? ""),
  },
  "settings-url-invalid": {
    files: own({ ANTHROPIC_BASE_URL: "relay.example", ANTHROPIC_AUTH_TOKEN: "t" }),
    act: async (home) =>
      home.write(SETTINGS, (await home.read(SETTINGS))?.replace("relay", "https://relay") ?? ""),
  },
};

describe("what the text says clears what --fix does not", () => {
  test.each(Object.entries(CASES))("%s", (check, { files, act }) =>
    withClosed({ ...WELL, ...files }, async (home) => {
      expect(await checksIn(home)).toContain(check);
      await act(home);
      expect(await checksIn(home)).not.toContain(check);
    }),
  );
});
