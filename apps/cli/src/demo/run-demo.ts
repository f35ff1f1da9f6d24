import { composeSwitcher } from "../composition.ts";
import type { ExitCode } from "../exit-code.ts";
import type { UiMessages } from "../messages/ui-messages.ts";
import { humanOutput } from "../output/human/human-output.ts";
import { encodeLine } from "../output/ndjson/encode.ts";
import { fold } from "../runtime/wrap.ts";
import type { Session } from "../session.ts";
import { runSwitch } from "../switch/run-switch.ts";
import type { SwitchOptions } from "../switch/switch-options.ts";
import type { DemoHome } from "./demo-home.ts";
import { makeDemoHome } from "./demo-home.ts";
import { takePicture } from "./picture.ts";
import { pictureLines } from "./picture-lines.ts";

export interface DemoOptions {
  readonly keep: boolean;
  readonly json: boolean;
}

/** `zcf demo`: the real switch, on a home of its own that is removed afterwards. */
export async function runDemo(session: Session, { keep, json }: DemoOptions): Promise<ExitCode> {
  const home = await makeDemoHome();
  const say = json ? (): void => {} : sayTo(session);
  try {
    return await showSwitch(session, home, { say, json });
  } finally {
    const texts = session.messages.ui.demo;
    if (!keep) await home.remove();
    say("", ...(keep ? keptLines(texts, home) : [texts.removed]));
  }
}

/** What was printed on the way was run with a state of its own; another shell than these has other words for that. */
function keptLines(texts: UiMessages["demo"], { root, state }: DemoHome): readonly string[] {
  const goOn = root.startsWith("/") ? [texts.goOn(`ZCF_HOME=${state} zcf undo`)] : [];
  return [texts.kept(root), ...goOn];
}

type Say = (...lines: readonly string[]) => void;

function sayTo({ runtime }: Session): Say {
  const { out } = runtime.terminal;
  return (...lines) => out.write(lines.map((line) => `${fold(line, out.columns)}\n`).join(""));
}

interface Show {
  readonly say: Say;
  readonly json: boolean;
}

async function showSwitch(session: Session, home: DemoHome, show: Show): Promise<ExitCode> {
  const texts = session.messages.ui.demo;
  show.say(texts.intro(home.root));
  if (!home.hasIndex) show.say(texts.noIndex);
  await showPicture(session, home, { ...show, when: "before" });
  show.say("", texts.running("zcf switch beta --tool codex --yes"));
  const code = await runSwitch(inside(session, home, show.json), SWITCH);
  await showPicture(session, home, { ...show, when: "after" });
  return code;
}

async function showPicture(
  session: Session,
  { codex }: DemoHome,
  { say, json, when }: Show & { readonly when: "before" | "after" },
): Promise<void> {
  const picture = await takePicture(codex);
  if (json) session.runtime.terminal.out.write(encodeLine("demo", { when, ...picture }));
  const texts = session.messages.ui.demo;
  say("", session.runtime.terminal.out.style.strong(texts[when]), ...pictureLines(texts, picture));
}

/**
 * The same session, on the demo's home: nothing of the user's own environment is seen. What else goes to stderr is part
 * of the show, so it goes where the rest goes.
 */
function inside({ runtime, messages, output }: Session, { root, state }: DemoHome, json: boolean): Session {
  const environment = { ...runtime.environment, home: root, variables: {} };
  const terminal = { ...runtime.terminal, err: runtime.terminal.out };
  const shown = json ? output : humanOutput(terminal, messages);
  return {
    messages,
    output: shown,
    runtime: { ...runtime, environment, terminal },
    openSwitcher: (reporter = shown.onEvent) =>
      composeSwitcher({
        environment,
        stateHome: state,
        reporter,
        command: "zcf demo",
        onRead: shown.reading,
      }),
  };
}

const SWITCH: SwitchOptions = {
  target: "beta",
  tool: "codex",
  all: false,
  home: undefined,
  backup: undefined,
  sessions: "sync",
  waitMs: undefined,
  dryRun: false,
  yes: true,
  json: false,
  strict: false,
  force: false,
};
