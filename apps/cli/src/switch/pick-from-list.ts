import type { State } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import { whatOf } from "../messages/code-text.ts";
import type { Session } from "../session.ts";

/** Lets somebody pick a target on the terminal. Throws `cancelled` when they leave. */
export async function pickFromList(
  { runtime, messages }: Session,
  tool: string,
  state: State,
): Promise<string> {
  const { isCancel, select } = await import("@clack/prompts");
  const texts = messages.ui;
  const chosen = await select({
    message: texts.choose.target(tool),
    input: runtime.terminal.input,
    output: runtime.terminal.prompt,
    ...(state.current === null ? {} : { initialValue: state.current }),
    options: state.targets.map(({ id, baseUrl, problems: [problem] }) => ({
      value: id,
      label: id === state.current ? `${id} (${texts.choose.current})` : id,
      hint: problem === undefined ? (baseUrl ?? texts.list.official) : whatOf(messages, problem),
    })),
  });
  if (isCancel(chosen)) throw new SwitchError({ kind: "cancelled", code: "cancelled" });
  return chosen;
}
