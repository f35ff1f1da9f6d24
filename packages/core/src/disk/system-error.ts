/** The code of a system error (`ENOENT`, `ENOSPC`, …), or `null` for anything else, Node's own `ERR_…` too. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" && /^E[A-Z0-9]+$/.test(error.code) ? error.code : null;
}

/** The value, or `null` when the system says that nothing is there. */
export async function orMissing<T>(value: Promise<T>): Promise<T | null> {
  try {
    return await value;
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}

/** The same for what is asked at once. */
export function missingAsNull<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}

/** For what is tidied up while another error is on its way: that one is the one to tell. */
export async function quietly(tidy: () => Promise<void>): Promise<void> {
  try {
    await tidy();
  } catch (error) {
    if (systemCode(error) === null) throw error;
  }
}
