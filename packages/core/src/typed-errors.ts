import { isSwitchError, SwitchError } from "@zcf/contract";
import { systemCode } from "./disk/system-error.ts";

/** What the system says while something is only looked at, our own state among it, becomes `unreadable`. */
export async function typed<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    throw unreadable(error);
  }
}

export async function* typedEach<T>(look: () => Promise<AsyncIterable<T>>): AsyncGenerator<T> {
  try {
    yield* await look();
  } catch (error) {
    throw unreadable(error);
  }
}

/** The system names the file it could not open, which may lie below the place that was asked for. */
export function unreadable(error: unknown, place = ""): unknown {
  const system = systemCode(error);
  if (system === null || isSwitchError(error)) return error;
  const file = error instanceof Error && "path" in error ? String(error.path) : place;
  return new SwitchError({ kind: "environment", code: "unreadable", params: { file, system }, cause: error });
}
