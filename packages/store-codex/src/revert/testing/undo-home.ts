import { chmod, mkdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { differences, type Picture, takePicture, withTemporaryDirectory } from "@zcf/adapter-testkit";
import type { Skipped, Unit } from "@zcf/contract";
import { createSwitcher, nodeDisk, type Operation, type Report, type Request } from "@zcf/core";
import { codex } from "../../adapter.ts";

/** Longer than the others. */
export const LONGER = "a_much_longer_provider_id";

const TABLES: Readonly<Record<string, string>> = {
  alpha: 'experimental_bearer_token = "sk-own-alpha"',
  beta: 'experimental_bearer_token = "sk-own-beta"',
  [LONGER]: 'experimental_bearer_token = "sk-own-longer"',
  kept: 'requires_openai_auth = true\ntemp_env_key = "KEPT_KEY"',
  other: 'requires_openai_auth = true\ntemp_env_key = "OTHER_KEY"\nmodel = "other-model"',
  plain: "requires_openai_auth = true",
};

/** Every provider, below the root lines of a config. */
export function configOf(...root: readonly string[]): string {
  const tables = Object.entries(TABLES).map(
    ([id, lines]) =>
      `\n# about ${id}\n[model_providers.${id}]\nname = "${id}" # mine\nbase_url = "http://${id}.test/v1"\n${lines}\n`,
  );
  return `# top\n${root.map((line) => `${line}\n`).join("")}${tables.join("")}`;
}

/** A home of real files on which operations are done and undone. */
export interface UndoHome {
  readonly home: string;
  readonly run: (request: Partial<Request>) => Promise<Report>;
  /** What it would change of sessions, and leave out. */
  readonly units: (request: Partial<Request>) => Promise<readonly (Unit | Skipped)[]>;
  /** Names, bytes, modes, owners, times; databases by content. */
  readonly picture: () => Promise<Picture>;
  readonly read: (name: string) => Promise<string | null>;
  readonly write: (name: string, content: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

const THEN = new Date("2025-01-02T03:04:05.678Z");

/** Makes a home of these files, for as long as it is used. */
export async function withUndoHome<T>(
  files: Readonly<Record<string, string>>,
  use: (home: UndoHome) => Promise<T>,
): Promise<T> {
  return withTemporaryDirectory(async (root) => {
    const home = join(root, "home");
    await mkdir(join(home, "thread-writer-locks"), { recursive: true });
    const disk = await nodeDisk();
    const write = async (name: string, content: string): Promise<void> => {
      const path = join(home, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    };
    for (const [name, content] of Object.entries(files)) {
      await write(name, content);
      await chmod(join(home, name), 0o640);
      await utimes(join(home, name), THEN, THEN);
    }
    const switcher = createSwitcher({
      adapters: [codex()],
      environment: { home: root, platform: "linux", variables: { CODEX_HOME: home } },
      stateHome: join(root, "zcf"),
    });
    return use({
      home,
      run: async (request) =>
        switcher.apply(await switcher.plan({ tools: ["codex"], ...request } as Request)),
      units: async (request) => unitsOf(await switcher.plan({ tools: ["codex"], ...request } as Request)),
      picture: () => takePicture(disk, home, { ignore: (name) => name.endsWith(".lock") }),
      read: (name) => readFile(join(home, name), "utf8").catch(() => null),
      write,
      remove: (name) => rm(join(home, name)),
    });
  });
}

export { differences };

async function unitsOf({ stores }: Operation): Promise<readonly (Unit | Skipped)[]> {
  const found: (Unit | Skipped)[] = [];
  for (const { plan } of stores)
    for await (const item of plan.units()) if (item.kind !== "remark") found.push(item);
  return found;
}
