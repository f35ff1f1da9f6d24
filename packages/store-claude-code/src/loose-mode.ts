import type { FilePath, ModeChange, View } from "@zcf/contract";

/** How a file that others than its owner may read or write becomes its owner's alone; `null` where it is so. */
export async function tightened(view: View, file: FilePath): Promise<ModeChange | null> {
  const stat = view.can.modes ? await view.stat(file) : null;
  if (stat === null || (stat.mode & OTHERS) === 0) return null;
  return { before: stat.mode, after: stat.mode & ~OTHERS };
}

const OTHERS = 0o077;

/** As people write it. */
export function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, "0");
}
