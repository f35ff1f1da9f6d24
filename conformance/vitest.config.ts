import { defineConfig } from "vitest/config";

/** They run zcf as another user, who cannot look into a Codex of the others: that it runs would be in the way. */
const ALONE = ["other-user", "read-only", "small-disk"].map((suite) => `suites/${suite}.test.ts`);

// Each test starts real programs, which wait most of the time: two files at once, and time for a slow machine.
export default defineConfig({
  test: {
    globalSetup: ["src/set-up.ts"],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          include: ["suites/**/*.test.ts"],
          exclude: ALONE,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: "alone", include: ALONE, fileParallelism: false, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
