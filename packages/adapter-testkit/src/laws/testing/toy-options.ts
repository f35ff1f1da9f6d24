import { appendFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { toy } from "../../toy/toy-adapter.ts";
import { makeToyHome } from "../../toy/toy-home.ts";
import type { AdapterOptions, Trace } from "../adapter-options.ts";

/** What the laws need to know of the toy tool. */
export function toyOptions(rest: Partial<AdapterOptions> = {}): AdapterOptions {
  return {
    adapter: toy(),
    homes: { "two notes": (home) => makeToyHome(home, 2), "no notes": (home) => makeToyHome(home, 0) },
    environment: ({ home }) => ({ home, platform: "linux", variables: {} }),
    goals: [{ target: "beta" }, { target: "a-long-target-name" }, { fix: "all" }],
    secrets: ["toy-key-0123456789"],
    appends: { files: noteOf, line: "a line of the tool" },
    share,
    manyUnits: makeToyHome,
    ...rest,
  };
}

async function share(home: string): Promise<readonly Trace[]> {
  const config = "# a comment of mine\nunknown=yes\n";
  await appendFile(join(home, "config.txt"), config);
  await mkdir(join(home, "other-tool"));
  await writeFile(join(home, "other-tool/file"), "mine\n");
  return [
    { file: "config.txt", text: config },
    { file: "other-tool/file", text: "mine\n" },
  ];
}

/** One that is there. */
async function noteOf(home: string): Promise<readonly string[]> {
  return (await readdir(join(home, "notes"))).slice(0, 1).map((name) => `notes/${name}`);
}
