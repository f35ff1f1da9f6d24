import { fchmodSync, fchownSync, fstatSync, futimesSync } from "node:fs";
import type { NewFile, Times } from "./disk.ts";
import { systemCode } from "./system-error.ts";

/** Owner before mode, because a change of owner clears the set-id bits; times last. */
export function dress(descriptor: number, file: NewFile): void {
  const isKept = file.owner === undefined || keepOwner(descriptor, file.owner);
  fchmodSync(descriptor, isKept ? file.mode : withoutGroup(file.mode));
  if (file.times !== undefined) date(descriptor, file.times);
}

export function date(descriptor: number, { atimeNs, mtimeNs }: Times): void {
  futimesSync(descriptor, seconds(atimeNs), seconds(mtimeNs));
}

/** `false` when the file is ours but its group is one we are not in, which only root could keep. */
function keepOwner(descriptor: number, owner: { readonly uid: number; readonly gid: number }): boolean {
  const now = fstatSync(descriptor);
  if (now.uid === owner.uid && now.gid === owner.gid) return true;
  try {
    fchownSync(descriptor, owner.uid, owner.gid);
    return true;
  } catch (error) {
    if (systemCode(error) !== "EPERM" || now.uid !== owner.uid) throw error;
    return false;
  }
}

/** Another group must not get to do what only the old one could: it keeps no more than everybody has. */
function withoutGroup(mode: number): number {
  return (mode & ~0o070) | (mode & ((mode & 0o007) << 3) & 0o070);
}

/** Half a microsecond more, because the system truncates and a double cannot hold every microsecond exactly. */
function seconds(ns: bigint): number {
  return (Number(ns / 1000n) + 0.5) / 1e6;
}
