import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { countIndex } from "./index-database.ts";
import { rolloutName, SAMPLES } from "./sample-sessions.ts";

/** What a Codex home says about who is in use, read from the files themselves. No key is in it. */
export interface Picture {
  /** The line of `config.toml` that names the provider. */
  readonly config: string;
  /** The entry of `auth.json` whose key is the one in use. */
  readonly keyOf: string;
  readonly sessions: readonly {
    readonly title: string;
    readonly provider: string;
    readonly archived: boolean;
  }[];
  /** Sessions of each provider in the index; `null` without one. */
  readonly index: Readonly<Record<string, number>> | null;
}

export async function takePicture(codex: string): Promise<Picture> {
  const config = await readFile(join(codex, "config.toml"), "utf8");
  const auth = JSON.parse(await readFile(join(codex, "auth.json"), "utf8")) as Readonly<
    Record<string, string>
  >;
  const index = await countIndex(codex);
  return {
    config: /^model_provider.*$/m.exec(config)?.[0] ?? "",
    keyOf: ownerOfKey(auth),
    sessions: await Promise.all(
      SAMPLES.map(async (sample) => ({ ...sample, ...(await readSession(codex, rolloutName(sample))) })),
    ),
    index: index === null ? null : Object.fromEntries(index),
  };
}

function ownerOfKey({ OPENAI_API_KEY: used, ...stored }: Readonly<Record<string, string>>): string {
  return Object.keys(stored).find((name) => stored[name] === used) ?? "";
}

async function readSession(codex: string, name: string): Promise<{ readonly provider: string }> {
  const [line = ""] = (await readFile(join(codex, name), "utf8")).split("\n");
  const meta = JSON.parse(line) as { readonly payload: { readonly model_provider: string } };
  return { provider: meta.payload.model_provider };
}
