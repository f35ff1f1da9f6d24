import { SwitchError } from "@zcf/contract";
import type { Session } from "../../session.ts";

interface Choice {
  readonly value: string;
  readonly label?: string;
  readonly hint?: string;
}

interface TextHow {
  /** It is there already, and can be changed. */
  readonly initial?: string;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
  readonly required?: string;
}

/** Questions to somebody at a terminal. Each throws `cancelled` when they leave. */
export interface Prompts {
  /** Trimmed; `""` for nothing, which is refused with the text of `required`. */
  readonly text: (message: string, how: TextHow) => Promise<string>;
  readonly pick: (message: string, choices: readonly Choice[], initial?: string) => Promise<string>;
  /** Nothing of what is typed is shown, not even how much. */
  readonly secret: (message: string) => Promise<string>;
  /** What speaks against an answer. */
  readonly tell: (message: string) => void;
}

export async function openPrompts({ runtime }: Session): Promise<Prompts> {
  const { isCancel, log, password, select, text } = await import("@clack/prompts");
  const { input, prompt: output } = runtime.terminal;
  const answered = (answer: string | symbol | undefined): string => {
    if (typeof answer === "string") return answer.trim();
    if (isCancel(answer)) throw new SwitchError({ kind: "cancelled", code: "cancelled" });
    return "";
  };
  return {
    text: async (message, { initial = "", placeholder = "", required }) => {
      const validate = (value: string | undefined): string | undefined =>
        required !== undefined && (value ?? "").trim() === "" ? required : undefined;
      return answered(await text({ message, initialValue: initial, placeholder, validate, input, output }));
    },
    pick: async (message, choices, initial) => {
      const first = initial === undefined ? {} : { initialValue: initial };
      return answered(
        await select({ message, options: choices.map((one) => ({ ...one })), ...first, input, output }),
      );
    },
    secret: async (message) => answered(await password({ message, mask: "", input, output })),
    tell: (message) => log.error(message, { output }),
  };
}
