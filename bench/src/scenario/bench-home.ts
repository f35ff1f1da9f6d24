import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { type HomeFacts, type HomeWanted, makeHome } from "../home/make-home.ts";

/** Where the measured commands run: a Codex home that can be made fresh, and private homes for all else. */
export interface BenchHome {
  readonly home: string;
  /** The user's home, in which all else is that they write. */
  readonly user: string;
  readonly facts: HomeFacts;
  /** All that a command sees of the environment. */
  readonly environment: NodeJS.ProcessEnv;
  /** A new copy of the home, all else gone, and every byte of it on the disk. */
  readonly renew: () => void;
}

export function makeBenchHome(root: string, wanted: Omit<HomeWanted, "directory" | "livesAt">): BenchHome {
  // Where programs look that cannot be told another place.
  const [template, user] = [`${root}/template`, `${root}/user`];
  const [home, state] = [`${user}/.codex`, `${user}/zcf-state`];
  const facts = makeHome({ ...wanted, directory: template, livesAt: home });
  return {
    home,
    user,
    facts,
    environment: { PATH: process.env["PATH"], HOME: user, ZCF_HOME: state, LANG: "C.UTF-8" },
    renew: () => {
      rmSync(user, { recursive: true, force: true });
      mkdirSync(user);
      cpSync(template, home, { recursive: true, preserveTimestamps: true });
      // Otherwise the first fsync of the measured command waits for the copy.
      spawnSync("sync");
    },
  };
}
