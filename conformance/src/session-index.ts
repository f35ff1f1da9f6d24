import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Json } from "./json.ts";

/** The provider that Codex's index of sessions names for a thread; undefined in a home without an index (before 0.105). */
export async function indexedProvider(codexHome: string, threadId: string): Promise<Json | undefined> {
  const names = (await readdir(codexHome)).filter((name) => /^state_\d+\.sqlite$/.test(name));
  const [highest] = names.toSorted((a, b) => numberOf(b) - numberOf(a));
  if (highest === undefined) return undefined;
  const open = new DatabaseSync(join(codexHome, highest), { readOnly: true });
  try {
    const row = open.prepare("SELECT model_provider AS provider FROM threads WHERE id = ?").get(threadId);
    return row === undefined ? null : String(row["provider"]);
  } finally {
    open.close();
  }
}

function numberOf(name: string): number {
  return Number(/\d+/.exec(name)?.[0]);
}
