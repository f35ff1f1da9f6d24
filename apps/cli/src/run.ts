import { SwitchError } from "@zcf/contract";
import { composeSwitcher } from "./composition.ts";
import { EXIT, exitCodeOfError } from "./exit-code.ts";
import { loadMessages } from "./messages/load-messages.ts";
import type { Messages } from "./messages/messages.ts";
import { humanOutput } from "./output/human/human-output.ts";
import { ndjsonOutput } from "./output/ndjson/ndjson-output.ts";
import { localeOf } from "./runtime/locale.ts";
import type { Runtime } from "./runtime/runtime.ts";
import { stateHome } from "./runtime/state-home.ts";
import type { Session } from "./session.ts";
import { toSwitchError } from "./to-switch-error.ts";
import { findCommand } from "./usage/find-command.ts";
import { helpPage } from "./usage/help-page.ts";
import { parse } from "./usage/parse.ts";
import { requestedHelp } from "./usage/requested-help.ts";
import { requestedLocale } from "./usage/requested-locale.ts";

/** Runs one command line and gives back the exit code. Whatever goes wrong is shown, in the form that was asked for. */
export async function run(argv: readonly string[], runtime: Runtime): Promise<number> {
  const locale = requestedLocale(argv) ?? localeOf(runtime.environment.variables);
  const isResultOnly = findCommand(argv)?.command.resultOnly === true;
  const isJson = argv.includes("--json") && !isResultOnly;
  const session = openSession(runtime, await loadMessages(locale), { argv, isJson });
  runtime.onCrash((thrown) => session.output.error(toSwitchError(thrown, "unfinished")));
  runtime.onOutputLost((reason) =>
    runtime.terminal.err.write(`${session.messages.ui.error}${session.messages.ui.outputLost(reason)}\n`),
  );
  runtime.onInterrupt(() => session.output.error(new SwitchError({ kind: "cancelled", code: "cancelled" })));
  try {
    const topic = requestedHelp(argv);
    if (topic === null) return await parse(argv, session).execute();
    runtime.terminal.out.write(helpPage(topic, session.messages.help, runtime.terminal.out));
    return 0;
  } catch (thrown) {
    const error = toSwitchError(thrown);
    session.output.error(error);
    return isResultOnly ? EXIT.failed : exitCodeOfError(error.kind);
  }
}

interface Line {
  readonly argv: readonly string[];
  readonly isJson: boolean;
}

function openSession(runtime: Runtime, messages: Messages, { argv, isJson }: Line): Session {
  const { terminal, environment } = runtime;
  const output = isJson ? ndjsonOutput(terminal.out) : humanOutput(terminal, messages);
  return {
    runtime,
    messages,
    output,
    openSwitcher: (reporter = output.onEvent) =>
      composeSwitcher({
        environment,
        stateHome: stateHome(runtime),
        reporter,
        command: ["zcf", ...wordsOf(argv)].join(" "),
        onRead: output.reading,
      }),
  };
}

/** Up to the first option: a command, and what it is about. */
function wordsOf(argv: readonly string[]): readonly string[] {
  const end = argv.findIndex((word) => word.startsWith("-"));
  return end === -1 ? argv : argv.slice(0, end);
}
