import type { Copy } from "@zcf/contract";

/** The copies of a strategy that makes none. */
export async function* nothing(): AsyncGenerator<Copy> {
  // Nothing is copied.
}
