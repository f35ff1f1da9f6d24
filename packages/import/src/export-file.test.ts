import fc from "fast-check";
import { expect, test } from "vitest";
import { exportText, readExport } from "./export-file.ts";
import { fileOf } from "./testing/source-file.ts";

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const provider = fc.record({
  tool: word,
  id: word,
  fields: fc.dictionary(word, word),
  keyStore: fc.option(word),
  key: fc.option(word),
});

test("what is written is read again", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(provider, { maxLength: 4, selector: ({ tool, id }) => `${tool}/${id}` }),
      (providers) => {
        const { drafts, unusable } = readExport(fileOf(exportText(providers)));
        expect(unusable).toEqual([]);
        expect(drafts).toEqual(
          providers.map((one) => ({ ...one, fields: { ...one.fields }, origin: one.id })),
        );
      },
    ),
  );
});

test("of two with the same id, in whatever case, one gets another", () => {
  const one = { tool: "codex", id: "a", fields: {}, keyStore: null, key: null };
  const ids = readExport(fileOf(exportText([one, { ...one, id: "A" }, { ...one, tool: "x" }]))).drafts.map(
    ({ id }) => id,
  );
  expect(ids).toEqual(["a", expect.stringMatching(/^A-[0-9a-f]{6}$/), "a"]);
});

test("without keys nothing stands for them", () => {
  const text = exportText([{ tool: "codex", id: "a", fields: { name: "A" }, keyStore: null, key: null }]);
  expect(JSON.parse(text)).toEqual({
    format: "zcf-providers",
    version: 1,
    providers: [{ tool: "codex", id: "a", fields: { name: "A" } }],
  });
});

test.each([
  [{ format: "zcf-providers", version: 2, providers: [] }, "import.newer"],
  [{ format: "zcf-providers", providers: [] }, "import.newer"],
  [{ format: "zcf-providers", version: 1 }, "import.broken"],
  [{ format: "zcf-providers", version: 1, providers: [{ tool: "codex" }] }, "import.broken"],
  ["{", "import.broken"],
])("%j: %s", (content, code) => {
  expect(() => readExport(fileOf(content))).toThrow(expect.objectContaining({ code }));
});
