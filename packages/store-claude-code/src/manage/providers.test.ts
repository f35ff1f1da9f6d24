import { chmod, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ProviderChange } from "@zcf/contract";
import { describe, expect, test } from "vitest";
import { claudeCode } from "../adapter.ts";
import { KIMI_KEY, PROFILES, SETTINGS, TWO_PROFILES, withHome } from "../testing/claude-home.ts";
import { ADD, change, changesAndGoesBack, edit, entries, NEW_KEY, TWO } from "../testing/managing.ts";

describe("upstream's file", () => {
  test("gets a new profile at its end, and keeps every other byte", () =>
    withHome(TWO, (home) =>
      changesAndGoesBack(home, [ADD], async () => {
        expect(await home.read(PROFILES)).toBe(`${TWO_PROFILES}
[claudeCode.profiles.mini]
name = "mini"
authType = "auth_token"
apiKey = "${NEW_KEY}"
baseUrl = "https://mini.example/anthropic"
primaryModel = "M2"
`);
        expect(await home.read(SETTINGS)).toBeNull();
      }),
    ));

  test("changes value by value, comments and line endings stay", () => {
    const text = TWO_PROFILES.replace('glm-4.6"', 'glm-4.6" # the good one').replaceAll("\n", "\r\n");
    const fields = { model: "glm-5", "haiku-model": null, "opus-model": "glm-5-max" };
    return withHome({ [PROFILES]: text }, (home) =>
      changesAndGoesBack(home, [edit("glm", { fields })], async () => {
        const line = 'defaultHaikuModel = "glm-4.5-air"';
        expect(await home.read(PROFILES)).toBe(
          text.replace('glm-4.6"', 'glm-5"').replace(line, 'defaultOpusModel = "glm-5-max"'),
        );
      }),
    );
  });

  test("has a copy with the same key, under another name", () =>
    withHome(TWO, (home) =>
      changesAndGoesBack(home, [{ change: "copy", id: "kimi", copyId: "kimi-2", fields: {} }], async () => {
        expect(await entries(home)).toMatchObject([{ id: "glm" }, { id: "kimi" }, { id: "kimi-2" }]);
        expect(await claudeCode().manage?.key(await home.store(), await home.view(), "kimi-2")).toBe(
          KIMI_KEY,
        );
        expect(await home.read(PROFILES)).toContain('[claudeCode.profiles.kimi-2]\nname = "kimi-2"\n');
      }),
    ));

  test("has a copy for another server with a key of its own", () =>
    withHome(TWO, async (home) => {
      const fields = { "base-url": "https://away.example" };
      await change(home, { change: "copy", id: "glm", copyId: "away", fields, key: NEW_KEY });
      expect(await home.read(PROFILES)).toContain(`apiKey = "${NEW_KEY}"\nbaseUrl = "https://away.example"`);
    }));

  test("says where the key goes from now on, when the server changes", () =>
    withHome(TWO, async (home) => {
      const codes = async (one: ProviderChange) => {
        const { stores } = await (await home.switcher()).plan({ tools: ["claude-code"], providers: [one] });
        return stores.flatMap(({ plan }) => plan.notices.map(({ code }) => code));
      };
      const away = { "base-url": "https://away.example" };
      const along = "claude-code.key-goes-along";
      expect(await codes(edit("glm", { fields: away }))).toContain(along);
      expect(await codes(edit("glm", { fields: away, key: NEW_KEY }))).not.toContain(along);
      const path = { "base-url": "https://glm.example/other" };
      expect(await codes(edit("glm", { fields: path }))).not.toContain(along);
    }));

  test("loses a profile; several changes go at once, a rename among them", () =>
    withHome(TWO, (home) =>
      changesAndGoesBack(
        home,
        [
          { change: "copy", id: "glm", copyId: "zhipu", fields: {} },
          { change: "remove", id: "glm", fields: {} },
          edit("kimi", { fields: { model: "k2" } }),
          ADD,
        ],
        async () => {
          const list = await entries(home);
          expect(list.map(({ id }) => id)).toEqual(["kimi", "mini", "zhipu"]);
          expect(list[0]?.fields).toMatchObject({ model: "k2" });
        },
      ),
    ));

  test("does not name a profile that is gone as the one in use", () =>
    withHome({ [PROFILES]: TWO_PROFILES.replace('currentProfile = ""', 'currentProfile = "glm"') }, (home) =>
      changesAndGoesBack(home, [{ change: "remove", id: "glm", fields: {} }], async () => {
        expect(await home.read(PROFILES)).toContain('currentProfile = "" # none');
      }),
    ));

  test("that is missing is made as upstream makes it, for the owner alone", () =>
    withHome({}, async (home) => {
      home.variables = { ZCF_HOME: join(home.root, "..", "state") };
      await change(home, ADD);
      const file = "../state/config.toml";
      expect((await stat(join(home.root, file))).mode & 0o777).toBe(0o600);
      expect(await home.read(file)).toMatch(
        /\[general\]\npreferredLang[^]*\[codex\]\nenabled = false[^]*profiles\.mini/,
      );
      await home.undo();
      expect(await home.read(file)).toBeNull();
      await home.undo();
      await home.switchTo("mini");
      expect(await home.env()).toMatchObject({ ANTHROPIC_AUTH_TOKEN: NEW_KEY });
    }));

  const GLM_FIELDS = `name = "glm"\nauthType = "auth_token"\napiKey = "k1"\nbaseUrl = "https://glm.example"\nprimaryModel = "m"`;
  const inline = GLM_FIELDS.replaceAll("\n", ", ");
  const head = '[claudeCode]\ncurrentProfile = ""\n';

  test.each([
    ["tables", `${head}[claudeCode.profiles.glm]\n${GLM_FIELDS}\n`],
    ["no newline at the end", `${head}[claudeCode.profiles.glm]\n${GLM_FIELDS}`],
    [
      "quoted names",
      `${head}\n["claudeCode".profiles.'glm'] # x\n${GLM_FIELDS}\n\n[codex]\nenabled = false\n`,
    ],
    ["an empty header", `${head}[claudeCode.profiles]\n\n[claudeCode.profiles.glm]\n${GLM_FIELDS}\n# end`],
    ["dotted keys", `${head}[claudeCode.profiles]\n${GLM_FIELDS.replaceAll(/^/gm, "glm.")}\n`],
    ["an inline table", `${head}[claudeCode.profiles]\nglm = { ${inline} } # x\n`],
    ["an inline table of tables", `${head}profiles = { glm = { ${inline} } }\n`],
    ["everything inline", `claudeCode = { currentProfile = "", profiles = { glm = { ${inline} } } }\n`],
    [
      "a byte order mark and CRLF",
      `\uFEFF${head}[claudeCode.profiles.glm]\n${GLM_FIELDS}\n`.replaceAll("\n", "\r\n"),
    ],
  ])("with %s: profiles come, change and go, and undo takes each back", (_, text) =>
    withHome({ [PROFILES]: text }, async (home) => {
      const look = (ids: readonly string[]) => async () =>
        expect((await entries(home)).map(({ id }) => id)).toEqual(ids);
      await changesAndGoesBack(home, [ADD], look(["glm", "mini"]));
      const fields = { model: null, "haiku-model": "h", "base-url": "https://new.example" };
      await changesAndGoesBack(home, [edit("glm", { fields })], async () => {
        const [glm] = await entries(home);
        expect(glm?.fields).toEqual({ name: "glm", "haiku-model": "h", "base-url": "https://new.example" });
      });
      await changesAndGoesBack(home, [{ change: "remove", id: "glm", fields: {} }], look(["mini"]));
      await home.write(PROFILES, `${await home.read(PROFILES)}\n# later\n`);
      await home.undo();
      await look(["glm", "mini"])();
      expect(await home.read(PROFILES)).toContain("# later");
    }),
  );

  test("becomes its owner's alone, and the undo says what it was", () =>
    withHome(TWO, async (home) => {
      const mode = async () => (await stat(join(home.root, PROFILES))).mode & 0o777;
      await chmod(join(home.root, PROFILES), 0o644);
      await change(home, ADD);
      expect(await mode()).toBe(0o600);
      await home.undo();
      expect(await mode()).toBe(0o644);
    }));

  test("with JSON in it is listed as empty, and not written to", () =>
    withHome({ [PROFILES]: '{"preferredLang":"en"}' }, async (home) => {
      expect((await home.status()).notices).toMatchObject([{ code: "claude-code.profiles-json" }]);
      await expect(change(home, ADD)).rejects.toMatchObject({ code: "claude-code.profiles-json" });
    }));

  test("takes over the profiles of the older one, which counts only without it", () => {
    const profiles = {
      work: { name: "Work API", authType: "api_key", apiKey: "k1", baseUrl: "https://w.example" },
    };
    const legacy = ".ufomiao/zcf/claude-code-configs.json";
    return withHome({ [legacy]: JSON.stringify({ profiles }) }, async (home) => {
      await home.switchTo("work");
      await change(home, ADD);
      expect((await entries(home)).map(({ id, current }) => [id, current])).toEqual([
        ["mini", false],
        ["work", true],
      ]);
      expect((await home.status()).drift).toEqual([]);
    });
  });

  test("of another home is not ours to change", () =>
    withHome({ ...TWO, "other/settings.json": "{}" }, async (home) => {
      const switcher = await home.switcher();
      await expect(
        switcher.plan({ tools: ["claude-code"], home: join(home.root, "other"), providers: [ADD] }),
      ).rejects.toMatchObject({ kind: "usage", code: "claude-code.profiles-elsewhere" });
    }));
});
