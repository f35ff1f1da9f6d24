import { createHash } from "node:crypto";
import type { Digest } from "@zcf/contract";

/** The SHA-256 of the bytes. */
export function digest(content: Uint8Array): Digest {
  return createHash("sha256").update(content).digest("hex") as Digest;
}
