import type { Finding } from "@zcf/contract";
import type { Context } from "../context.ts";
import { interrupted } from "../recovery/interrupted.ts";
import { ownFinding } from "./diagnosis.ts";

export async function interruptedFindings({ disk, layout }: Context): Promise<readonly Finding[]> {
  const operations = (await interrupted(disk, layout)).map(({ id }) => id);
  return operations.length === 0 ? [] : [ownFinding("zcf.interrupted", "error", { operations })];
}
