import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Source } from "./architecture/dependency-rule.ts";
import { breachesOf, manifestBreachesOf } from "./architecture/dependency-rule.ts";

const root = join(import.meta.dirname, "../../..");

function read(pattern: string): readonly Source[] {
  return globSync(pattern, { cwd: root }).map((file) => ({
    file: file.replaceAll("\\", "/"),
    text: readFileSync(join(root, file), "utf8"),
  }));
}

describe("the repository", () => {
  const modules = read("{packages,apps}/*/src/**/*.ts");

  test("every package is read", () => {
    const folders = new Set(modules.map(({ file }) => file.split("/").slice(0, 2).join("/")));
    const manifests = read("{packages,apps}/*/package.json").map(({ file }) =>
      file.replace("/package.json", ""),
    );
    expect([...folders].toSorted()).toEqual(manifests.toSorted());
    expect(folders.size).toBeGreaterThanOrEqual(7);
  });

  test("modules keep the dependency rule (invariant 1)", () => {
    expect(modules.flatMap(breachesOf)).toEqual([]);
  });

  test("manifests keep the dependency rule", () => {
    expect(read("{packages,apps}/*/package.json").flatMap(manifestBreachesOf)).toEqual([]);
  });
});

const STORE = "packages/store-codex/src/config.ts";
const CORE = "packages/core/src/pipeline/plan.ts";
const DISK = "packages/core/src/disk/write.ts";

describe("the rule flags", () => {
  test.each([
    // the disk, in every form an import can take
    [STORE, 'import { readFileSync } from "node:fs"'],
    [STORE, 'import { readFile } from "fs/promises"'],
    [STORE, 'import type { Stats } from "node:fs"'],
    [STORE, 'import "node:child_process"'],
    [STORE, 'export { readFileSync } from "node:fs"'],
    [STORE, 'export * from "node:fs"'],
    [STORE, 'const fs = await import("node:fs")'],
    [STORE, "const fs = await import(`node:fs`)"],
    [STORE, 'type Stats = import("node:fs").Stats'],
    [STORE, 'import fs = require("node:fs")'],
    [STORE, "const fs = await import(name)"],
    [STORE, 'import { homedir } from "node:os"'],
    [STORE, 'import { env } from "node:process"'],
    [STORE, 'import { createRequire } from "node:module"'],
    [CORE, 'import { rename } from "node:fs/promises"'],
    [CORE, 'import { DatabaseSync } from "node:sqlite"'],
    [CORE, 'import { DatabaseSync } from "@photostructure/sqlite"'],
    [CORE, 'import { spawn } from "node:child_process"'],
    ["packages/contract/src/view.ts", 'import type { Stats } from "node:fs"'],
    ["packages/formats/src/toml.ts", 'import { readFileSync } from "node:fs"'],
    ["apps/cli/src/switch/run-switch.ts", 'import { writeFileSync } from "node:fs"'],
    ["apps/cli/src/switch/run-switch.ts", 'import { readFileSync, rmSync } from "node:fs"'],
    ["apps/cli/src/switch/run-switch.ts", 'import { readFile } from "node:fs/promises"'],
    ["packages/backup/src/none.ts", 'import { cp } from "node:fs/promises"'],
    // process, clock, randomness, network, locale
    [STORE, "const home = process.env.HOME"],
    [STORE, "const home = globalThis.process.env.HOME"],
    [STORE, "const { env } = process"],
    [STORE, "const proc = { process }"],
    [STORE, "const now = Date.now()"],
    [STORE, 'const now = Date["now"]()'],
    [STORE, "const now = new Date()"],
    [STORE, "const now = new Date"],
    [STORE, "const now = Date()"],
    [STORE, "const { now } = Date"],
    [STORE, "const dice = Math.random()"],
    [STORE, "const { random } = Math"],
    [STORE, "const id = crypto.randomUUID()"],
    [STORE, 'import { randomUUID } from "node:crypto"'],
    [STORE, 'import * as crypto from "node:crypto"'],
    [STORE, 'import crypto from "node:crypto"'],
    [STORE, "await new Promise((done) => setTimeout(done, 1))"],
    [STORE, "names.sort((a, b) => a.localeCompare(b))"],
    [STORE, "function f(when = Date.now()) {}"],
    [STORE, "const x = (Date.now() as number) satisfies number"],
    [DISK, "process.kill(pid, 0)"],
    [DISK, 'import { stdout } from "node:process"'],
    [CORE, "count.toLocaleString()"],
    [CORE, "new Intl.NumberFormat()"],
    ["apps/cli/src/provider/run-provider-test.ts", 'import { request } from "node:https"'],
    ["apps/cli/src/switch/run-switch.ts", "await fetch(url)"],
    [CORE, 'import { connect } from "node:net"'],
    [DISK, 'import { lookup } from "node:dns/promises"'],
    // workspace edges
    ["packages/contract/src/a.ts", 'import { x } from "@zcf/formats"'],
    ["packages/formats/src/a.ts", 'import { x } from "@zcf/core"'],
    ["packages/backup/src/a.ts", 'import { x } from "@zcf/core"'],
    ["packages/core/src/a.ts", 'import { x } from "@zcf/formats"'],
    ["packages/core/src/a.ts", 'import { x } from "@zcf/backup"'],
    ["packages/core/src/a.ts", 'import { x } from "@zcf/core"'],
    [STORE, 'import { x } from "@zcf/core"'],
    [STORE, 'import type { X } from "@zcf/core"'],
    [STORE, 'import { x } from "@zcf/store-claude-code"'],
    ["packages/import/src/read.ts", 'import { readFileSync } from "node:fs"'],
    ["packages/import/src/read.ts", "const home = process.env.HOME"],
    ["packages/import/src/read.ts", 'import { x } from "@zcf/core"'],
    ["packages/core/src/a.ts", 'import { x } from "@zcf/import"'],
    ["packages/store-codex/src/a.test.ts", 'import { x } from "@zcf/store-claude-code"'],
    ["packages/store-codex/src/a.test.ts", 'import { x } from "@zcf/cli"'],
    ["packages/adapter-testkit/src/a.ts", 'import { x } from "@zcf/formats"'],
    ["apps/cli/src/a.ts", 'import { x } from "@zcf/adapter-testkit"'],
    [STORE, 'import { x } from "@zcf/contract/src/view.ts"'],
    [STORE, 'import { x } from "../../core/src/index.ts"'],
  ])("%s: %s", (file, text) => {
    expect(breachesOf({ file, text })).toHaveLength(1);
  });

  test("a manifest with an edge that is not allowed", () => {
    const text = JSON.stringify({ dependencies: { "@zcf/contract": "*", "@zcf/core": "*" } });
    expect(manifestBreachesOf({ file: "packages/formats/package.json", text })).toEqual([
      "packages/formats/package.json formats must not import @zcf/core",
    ]);
  });

  test("the line it stands on", () => {
    expect(breachesOf({ file: STORE, text: "\n\nconst a = Date.now();" })[0]).toMatch(
      /^packages\/store-codex\/src\/config\.ts:3 /,
    );
  });

  test("a package nobody has given a rule", () => {
    const text = 'import { x } from "@zcf/contract"';
    expect(() => breachesOf({ file: "packages/new/src/a.ts", text })).toThrow("no dependency rule");
  });

  test("a module it cannot read", () => {
    expect(() => breachesOf({ file: STORE, text: "import {" })).toThrow("does not parse");
  });
});

describe("the rule allows", () => {
  test.each([
    [STORE, 'import { createHash } from "node:crypto"'],
    [
      STORE,
      'import { posix } from "node:path"; import { inspect } from "node:util"; import { URL } from "node:url"',
    ],
    [
      STORE,
      'import { parse } from "smol-toml"; import { edit } from "@zcf/formats"; import type { View } from "@zcf/contract"',
    ],
    [STORE, 'import { a } from "./a.ts"; import { b } from "../b.ts"'],
    [STORE, "const when = new Date(text); const then = Date.parse(text); const yes = when instanceof Date"],
    [STORE, "const most = Math.max(1, 2)"],
    [STORE, "for (const process of processes) stop(process.pid)"],
    [STORE, "const f = ({ process, performance: crypto }) => [process, crypto]"],
    [STORE, "view.process; view.Date.now(); const box = { process: 1, fetch() {} }"],
    [STORE, "interface A { process: Process; when: Date }; const now = (clock: () => Date): Date => clock()"],
    [STORE, '// import fs from "node:fs"\nconst text = "import fs from node:fs; process.env; Date.now()"'],
    [DISK, 'import { rename } from "node:fs/promises"; import { DatabaseSync } from "node:sqlite"'],
    [DISK, "const driver = await import(name)"],
    [
      "packages/store-codex/src/a.test.ts",
      'import { mkdtemp } from "node:fs/promises"; import { run } from "@zcf/core"',
    ],
    [
      "packages/adapter-testkit/src/home.ts",
      'import { mkdtemp } from "node:fs/promises"; import { run } from "@zcf/core"',
    ],
    ["apps/cli/src/provider/probe/ask-server.ts", 'import { request } from "node:https"'],
    ["apps/cli/src/version.ts", 'import { readFileSync } from "node:fs"'],
    ["apps/cli/src/demo/demo-home.ts", 'import { writeFile } from "node:fs/promises"'],
    [
      "apps/cli/src/main.ts",
      'import { codex } from "@zcf/store-codex"; process.exitCode = 1; await import(plugin)',
    ],
  ])("%s: %s", (file, text) => {
    expect(breachesOf({ file, text })).toEqual([]);
  });
});
