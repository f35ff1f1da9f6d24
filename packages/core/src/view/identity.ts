/** Which state of which file it is: inode, size, modification and change time. */
export interface Identity {
  readonly ino: bigint;
  readonly size: number;
  readonly mtimeNs: bigint;
  /** Nobody can set it: it also tells of a write that put the modification time back. */
  readonly ctimeNs: bigint;
}

/** One text for one identity. */
export function identityText({ ino, size, mtimeNs, ctimeNs }: Identity): string {
  return `${ino}:${size}:${mtimeNs}:${ctimeNs}`;
}

/** `null` for a text that is none. */
export function parseIdentity(text: string): Identity | null {
  const [, ino, size, mtimeNs, ctimeNs] = /^(\d+):(\d+):(-?\d+):(-?\d+)$/.exec(text) ?? [];
  if (ino === undefined || size === undefined || mtimeNs === undefined || ctimeNs === undefined) return null;
  return { ino: BigInt(ino), size: Number(size), mtimeNs: BigInt(mtimeNs), ctimeNs: BigInt(ctimeNs) };
}
