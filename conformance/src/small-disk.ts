import { cp, mkdir, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Finished } from "./child.ts";
import { madeHomeForTest } from "./made-home.ts";
import { type MountNamespace, mountNamespace, shell } from "./namespace.ts";
import { type Driven, zcfCommand } from "./zcf.ts";

/** A made-up home of which one folder is a small disk of its own. */
export interface SmallDisk {
  /** As this process sees it: the same names, below another root. */
  readonly seen: Driven;
  /** Makes home and state as at first, then fills the disk until so many bytes are free. */
  begin(free: number): Promise<void>;
  /** Makes room again. */
  free(): Promise<void>;
  zcf(...args: readonly string[]): Promise<Finished>;
}

export interface SmallDiskOptions {
  readonly providers: readonly string[];
  readonly sessions: number;
  readonly mebibytes: number;
  /** Which folder of the home is the disk. */
  readonly folder: "userHome" | "zcfHome";
}

const TIMEOUT_MS = 60_000;

/** Makes it for the running test; where this user may not mount, the reason. */
export async function smallDisk(options: SmallDiskOptions): Promise<SmallDisk | string> {
  const namespace = await mountNamespace();
  if (typeof namespace === "string") return namespace;
  const home = await madeHomeForTest(options);
  await mkdir(home.zcfHome, { mode: 0o700 });
  await cp(home.userHome, join(home.root, "first"), { recursive: true, preserveTimestamps: true });
  await shell(namespace, `mount -t tmpfs -o size=${options.mebibytes}m tmpfs '${home[options.folder]}'`);
  return diskOf(namespace, home, namespace.seen(home[options.folder]));
}

function diskOf(namespace: MountNamespace, home: Driven, folder: string): SmallDisk {
  const filler = join(folder, "filler");
  const emptied = `find '${home.userHome}' -mindepth 1 -depth ! -path '${home.zcfHome}' ! -path '${home.codexHome}' -delete`;
  return {
    seen: seenHome(namespace, home),
    begin: async (free) => {
      await shell(namespace, `${emptied}; cp -a '${home.root}/first/.' '${home.userHome}/'`);
      const { bavail, bsize } = await statfs(folder);
      await writeFile(filler, Buffer.alloc(Math.max(0, bavail * bsize - free)));
    },
    free: () => rm(filler),
    zcf: (...args) => namespace.run({ ...zcfCommand(home, ...args), timeoutMs: TIMEOUT_MS }),
  };
}

function seenHome(namespace: MountNamespace, home: Driven): Driven {
  const { codexHome, zcfHome, config, auth } = home;
  const seen = Object.entries({ codexHome, zcfHome, config, auth }).map(([name, path]) => [
    name,
    namespace.seen(path),
  ]);
  return {
    ...home,
    ...(Object.fromEntries(seen) as Pick<Driven, "codexHome" | "zcfHome" | "config" | "auth">),
  };
}
