import { expect } from "vitest";
import { watchArguments } from "./arguments-seen.ts";
import { type Holder, holdersBelow, sightings } from "./canary.ts";
import { printed, run } from "./child.ts";
import { debris } from "./debris.ts";
import { type Driven, zcfCommand } from "./zcf.ts";

/** Runs commands and looks at whatever they show, leave and hand on. */
export interface Watch {
  readonly home: Driven;
  readonly zcf: (...args: readonly string[]) => Promise<string>;
  /** Looks at the files as they are now. */
  readonly files: (after: string) => Promise<void>;
  /** Looks at process arguments, prints what was looked at, and fails for all that was seen. */
  readonly end: () => Promise<void>;
}

/** Begins to watch a home in which secrets were planted. */
export async function watching(home: Driven): Promise<Watch> {
  const own = await modesOf(home);
  const seen = watchArguments(`ZCF_HOME=${home.zcfHome}`);
  const leaks: string[] = [];
  const count = { commands: 0, characters: 0, files: 0, holders: 0 };
  const files = async (after: string): Promise<void> => {
    const found = await keptBy(home, own);
    leaks.push(...found.wrong.map((file) => `after ${after}: ${file}`));
    count.files += found.files;
    count.holders += found.holders;
  };
  return {
    home,
    files,
    zcf: async (...args) => {
      const done = await run({ ...zcfCommand(home, ...args), timeoutMs: 60_000 });
      const shown = printed(done);
      leaks.push(...sightings(shown).map((seen) => `zcf ${args.join(" ")} shows: ${seen}`));
      count.commands += 1;
      count.characters += shown.length;
      return done.stdout;
    },
    end: async () => {
      await files("all");
      leaks.push(...(await debris(home)));
      await seen.stop();
      leaks.push(...[...seen.commands].flatMap(sightings).map((argument) => `an argument: ${argument}`));
      console.info({ ...count, processes: seen.commands.size, samples: seen.samples() });
      expect(leaks).toEqual([]);
    },
  };
}

/** The modes that files with secrets had before zcf came. */
async function modesOf({ codexHome }: Driven): Promise<ReadonlyMap<string, number>> {
  const { holders } = await holdersBelow(codexHome);
  return new Map(holders.map(({ name, mode }) => [name, mode]));
}

interface Kept {
  readonly files: number;
  readonly holders: number;
  /** Files that must not hold a secret, or not with such modes. */
  readonly wrong: readonly string[];
}

/** In the home: where the user had it, and in the file for keys; in our state: never open to others, and in no cache, ledger or log. */
async function keptBy(home: Driven, own: ReadonlyMap<string, number>): Promise<Kept> {
  const [tool, state] = await Promise.all([holdersBelow(home.codexHome), holdersBelow(home.zcfHome)]);
  const strange = tool.holders.filter(({ name, mode }) => {
    const target = targetOf(name);
    return mode !== (own.get(target) ?? 0o600) || !isPlace(target, own);
  });
  const loose = state.holders.filter((holder) => isLoose(holder) || !isSealed(holder));
  const wrong = [...strange, ...loose].map(
    ({ name, mode }) => `${name} (${mode.toString(8)}) holds a secret`,
  );
  return { files: tool.files + state.files, holders: tool.holders.length + state.holders.length, wrong };
}

/** Of a file that is written beside its target, which an operation that was killed leaves until it is recovered, that target. */
function targetOf(name: string): string {
  return name.replace(/(^|\/)\.([^/]+)\.zcf-[^/]+\.tmp$/, "$1$2");
}

function isPlace(name: string, own: ReadonlyMap<string, number>): boolean {
  return own.has(name) || name === "zcf-keys.json" || /\.sqlite-(wal|shm)$/.test(name);
}

function isLoose({ mode, folders }: Holder): boolean {
  return (mode & 0o077) !== 0 || (folders & 0o077) !== 0;
}

/** Where an operation keeps what it replaced. */
function isSealed({ name }: Holder): boolean {
  return /^operations\/\w+\/[^/]+\/sealed\.json$/.test(name) || name.startsWith("backups/");
}
