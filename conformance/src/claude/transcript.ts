import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { at, parseJson } from "../json.ts";

/** What the sessions of a `~/.claude` hold. */
export interface Transcript {
  /** How many answers: a model's, or Claude Code's own that it cannot ask one. */
  readonly answers: number;
  /** Whether a text was asked. */
  asked(question: string): boolean;
}

/** Reads every session file; the order of lines says nothing, 2.1.197 writes an answer before its question. */
export async function readTranscript(claudeHome: string): Promise<Transcript> {
  const lines: string[] = [];
  for await (const file of glob(join(claudeHome, "projects/*/*.jsonl")))
    lines.push(...(await readFile(file, "utf8")).split("\n"));
  const ofType = (type: string): readonly string[] => lines.filter((line) => typeOf(line) === type);
  const questions = ofType("user");
  return {
    answers: ofType("assistant").length,
    asked: (question) => questions.some((line) => line.includes(question)),
  };
}

// The last line may be half written.
function typeOf(line: string): unknown {
  try {
    return at(parseJson(line), "type");
  } catch {
    return undefined;
  }
}
