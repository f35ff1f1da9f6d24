import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { SwitchError } from "@zcf/contract";
import { resolveTarget, statFile } from "./stat.ts";
import { systemCode } from "./system-error.ts";
import { renameOver, writeNew } from "./write.ts";

export interface DocumentOptions {
  /** What the file held before is lost. */
  readonly replace: boolean;
}

/**
 * Writes a file that belongs to no tool, where the user wants it: whole or not at all, and for its owner alone (0600).
 *
 * Nothing of it is in a journal and nothing takes it back, so a file that is there stays unless `replace`: `file-exists`
 * (usage), also for what is no file. Throws `write-failed`.
 */
export async function writeDocument(
  path: string,
  content: Uint8Array,
  { replace }: DocumentOptions,
): Promise<void> {
  const file = await resolveTarget(path);
  const found = await statFile(file);
  if (found !== null && !(replace && found.kind === "file")) throw exists(path);
  const draft = `${file}.${randomBytes(4).toString("hex")}.draft`;
  try {
    await (found === null ? writeNew(file, content, MODE) : writeOver(draft, file, content));
  } catch (error) {
    throw failed(path, error);
  }
}

const MODE = { mode: 0o600 };

async function writeOver(draft: string, file: string, content: Uint8Array): Promise<void> {
  try {
    await writeNew(draft, content, MODE);
    await renameOver(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function exists(file: string): SwitchError {
  return new SwitchError({ kind: "usage", code: "file-exists", params: { file } });
}

function failed(file: string, error: unknown): unknown {
  const system = systemCode(error);
  if (system === "EEXIST") return exists(file);
  if (system === null) return error;
  return new SwitchError({
    kind: "environment",
    code: "write-failed",
    params: { file, system },
    cause: error,
  });
}
