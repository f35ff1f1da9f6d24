import { readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

// "@zcf/source" makes every workspace import resolve to its TypeScript source: no build before a test.
const conditions = ["@zcf/source", "module", "node", "development|production"];

const folders = ["packages", "apps"].flatMap((parent) =>
  readdirSync(new URL(parent, import.meta.url)).map((name) => `${parent}/${name}`),
);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // By itself it leaves one core to itself, which on two cores is half of them.
    maxWorkers: "100%",
    projects: folders.map((root) => ({
      extends: true,
      root,
      test: { name: root.split("/")[1] ?? root, include: ["src/**/*.test.ts"] },
    })),
    coverage: {
      provider: "v8",
      include: ["{packages,apps}/*/src/**/*.ts"],
      exclude: ["**/*.test.ts"],
      reporter: ["text-summary", "html"],
    },
  },
});
