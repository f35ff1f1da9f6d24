import * as fc from "fast-check";
import { expect, test } from "vitest";
import { TextFinder } from "./text-finder.ts";

test("finds a text wherever the chunks are cut, and only when it is there", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(12), { maxLength: 8 }), (file, cuts) => {
      const finder = new TextFinder("abba");
      const edges = [0, ...cuts.map((cut) => Math.min(cut, file.length)), file.length].toSorted(
        (a, b) => a - b,
      );
      for (const [index, edge] of edges.entries())
        finder.push(Buffer.from(file.slice(edge, edges[index + 1])));
      expect(finder.found).toBe(file.includes("abba"));
    }),
    { numRuns: 2000 },
  );
});
