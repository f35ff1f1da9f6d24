import { createInterface } from "node:readline/promises";
import { SwitchError } from "@zcf/contract";
import type { Session } from "../session.ts";

/** Asks a question whose yes goes on. Anything but a clear yes is a no, also the end of input. Throws `cancelled` on an abort. */
export async function ask(
  { runtime, messages }: Session,
  question: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { yes } = messages.ui.plan;
  const { input, prompt: output } = runtime.terminal;
  // Not `terminal`: Ctrl-C then stays a signal, which is heard in one place only.
  const prompt = createInterface({ input, output, terminal: false });
  const ended = new Promise<null>((resolve) => prompt.once("close", () => resolve(null)));
  try {
    const answer = await Promise.race([prompt.question(question, { signal }), ended]);
    if (answer === null) output.write("\n");
    return answer !== null && ["y", "yes", ...yes].includes(answer.trim().toLowerCase());
  } catch (error) {
    if (!signal.aborted) throw error;
    output.write("\n");
    throw new SwitchError({ kind: "cancelled", code: "cancelled", cause: error });
  } finally {
    prompt.close();
  }
}
