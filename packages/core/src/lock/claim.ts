import { basename } from "node:path";
import type { DiskReader, Self } from "../disk/disk.ts";
import { orMissing, systemCode } from "../disk/system-error.ts";

/** Ends the name of a claim; it begins with the pid. */
export const CLAIM = ".claim";

/** Who works on a home. */
export interface Claim extends Self {
  /** What it is doing there. */
  readonly command: string;
  /** ISO 8601, UTC, by the holder's clock. */
  readonly since?: string;
}

export function encodeClaim(claim: Claim): Uint8Array {
  return Buffer.from(JSON.stringify(claim));
}

/** `null` when it was withdrawn while we looked; `torn` when it did not outlive a crash of the machine, nor did its author. */
export async function readClaim(disk: DiskReader, path: string): Promise<Claim | "torn" | null> {
  const content = await orMissing(disk.read(path)).catch((error: unknown) => {
    if (systemCode(error) === "EACCES") return "hidden";
    throw error;
  });
  if (content === null) return null;
  if (content === "hidden") return hiddenClaim(disk, path);
  try {
    const claim: unknown = JSON.parse(Buffer.from(content).toString("utf8"));
    return isClaim(claim) ? claim : "torn";
  } catch {
    return "torn";
  }
}

/** Another user's (`sudo zcf`, say): the name still tells the pid. */
function hiddenClaim({ self }: DiskReader, path: string): Claim {
  return { ...self, pid: Number.parseInt(basename(path), 10), started: null, command: "zcf" };
}

function isClaim(value: unknown): value is Claim {
  if (typeof value !== "object" || value === null) return false;
  return "pid" in value && typeof value.pid === "number" && "host" in value && typeof value.host === "string";
}
