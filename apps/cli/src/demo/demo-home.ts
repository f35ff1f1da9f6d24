import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SwitchError } from "@zcf/contract";
import { writeIndex } from "./index-database.ts";
import { rolloutName, rolloutText, SAMPLES } from "./sample-sessions.ts";

// These files are new and our own; a user's byte is never written here, only through core.

/** A throw-away home directory with a Codex home and a place for zcf's own state. */
export interface DemoHome {
  readonly root: string;
  readonly codex: string;
  readonly state: string;
  /** Whether there is a session index; not without a SQLite driver. */
  readonly hasIndex: boolean;
  remove(): Promise<void>;
}

/** Throws `write-failed` (environment) when the folder for temporary files takes none. */
export async function makeDemoHome(): Promise<DemoHome> {
  const root = await makeRoot(tmpdir());
  const codex = join(root, ".codex");
  await write(join(codex, "config.toml"), CONFIG);
  await write(join(codex, "auth.json"), AUTH);
  await write(join(codex, "thread-writer-locks", ".coordination.lock"), "");
  for (const sample of SAMPLES) await write(join(codex, rolloutName(sample)), rolloutText(sample));
  const hasIndex = await writeIndex(codex, SAMPLES);
  const remove = (): Promise<void> => rm(root, { recursive: true, force: true });
  return { root, codex, state: join(root, "zcf"), hasIndex, remove };
}

async function makeRoot(folder: string): Promise<string> {
  try {
    return await mkdtemp(join(folder, "zcf-demo-"));
  } catch (cause) {
    const system = (cause as NodeJS.ErrnoException).code ?? "";
    throw new SwitchError({
      kind: "environment",
      code: "write-failed",
      params: { file: folder, system },
      cause,
    });
  }
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, text, { mode: 0o600, flag: "wx" });
}

/** The layout that upstream zcf writes. */
const CONFIG = `# The provider in use
model_provider = "alpha"
model = "gpt-5.5"

[model_providers.alpha]
name = "Alpha"
base_url = "https://api.alpha.example/v1"
wire_api = "responses"
temp_env_key = "ALPHA_API_KEY"
requires_openai_auth = true

[model_providers.beta]
name = "Beta"
base_url = "https://api.beta.example/v1"
wire_api = "responses"
temp_env_key = "BETA_API_KEY"
requires_openai_auth = true
`;

const AUTH = `{
  "OPENAI_API_KEY": "sk-demo-alpha-0123456789",
  "ALPHA_API_KEY": "sk-demo-alpha-0123456789",
  "BETA_API_KEY": "sk-demo-beta-9876543210"
}
`;
