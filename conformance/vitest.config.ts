import { defineConfig } from "vitest/config";

// Each test starts real programs: one file at a time, and time for a slow machine.
export default defineConfig({
  test: {
    include: ["suites/**/*.test.ts"],
    globalSetup: ["src/set-up.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
