import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { type HomeFacts, type HomeWanted, makeHome } from "../home/make-home.ts";

/** Where the measured commands run: a Codex home that can be made fresh, and private homes for all else. */
export interface BenchHome {
  readonly home: string;
  readonly facts: HomeFacts;
  /** All that a command sees of the environment. */
  readonly environment: NodeJS.ProcessEnv;
  /** A new copy of the home, zcf's own state gone, and every byte of it on the disk. */
  readonly renew: () => void;
}

export function makeBenchHome(root: string, wanted: Omit<HomeWanted, "directory" | "livesAt">): BenchHome {
  const [template, home, state, user] = [`${root}/template`, `${root}/codex`, `${root}/zcf`, `${root}/user`];
  const facts = makeHome({ ...wanted, directory: template, livesAt: home });
  mkdirSync(user);
  return {
    home,
    facts,
    environment: { PATH: process.env["PATH"], HOME: user, ZCF_HOME: state, LANG: "C.UTF-8" },
    renew: () => {
      for (const directory of [home, state]) rmSync(directory, { recursive: true, force: true });
      cpSync(template, home, { recursive: true, preserveTimestamps: true });
      // Otherwise the first fsync of the measured command waits for the copy.
      spawnSync("sync");
    },
  };
}
