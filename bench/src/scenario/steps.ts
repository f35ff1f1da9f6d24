import type { HomeFacts } from "../home/make-home.ts";
import type { Outcome } from "../measure/run-measured.ts";
import { readMentions } from "./read-home.ts";

/** One command to measure, and what must be true afterwards. */
export interface Step {
  readonly name: string;
  readonly args: readonly string[];
  /** What is wrong; `null` when the command did what it is measured for. */
  complaint(outcome: Outcome): string | null;
}

export interface Subject {
  /** The built program. */
  readonly main: string;
  readonly home: string;
  readonly facts: HomeFacts;
  /** The provider the home starts with, and the one it is switched to. */
  readonly providers: readonly [string, string];
}

export const BARE: Step = { name: "node -e 0", args: ["-e", "0"], complaint: failed };

/**
 * One round on a fresh home, in this order: the first switch, the way back and forth again, and after each switch a
 * no-op and the commands that only read.
 */
export function stepsOf(subject: Subject): readonly Step[] {
  const [from, to] = subject.providers;
  return [
    switchStep("switch, first", to, subject),
    switchStep("switch, no-op", to, subject),
    readStep("list", to, subject),
    switchStep("switch, again", from, subject),
    switchStep("switch, no-op", from, subject),
    readStep("status", from, subject),
    versionStep(subject),
    switchStep("switch, again", to, subject),
    switchStep("switch, no-op", to, subject),
  ];
}

function versionStep({ main }: Subject): Step {
  const complaint = (outcome: Outcome): string | null =>
    failed(outcome) ?? (/\d+\.\d+\.\d+/.test(outcome.stdout) ? null : "no version printed");
  return { name: "--version", args: [main, "--version"], complaint };
}

/** A command that changes nothing and must name the active provider. */
function readStep(command: "list" | "status", active: string, subject: Subject): Step {
  const { main, home } = subject;
  const complaint = (outcome: Outcome): string | null =>
    failed(outcome) ??
    (outcome.stdout.includes(active) ? null : `does not name "${active}"`) ??
    astray(subject, active);
  return { name: command, args: [main, command, "--tool", "codex", "--home", home], complaint };
}

function switchStep(name: string, target: string, subject: Subject): Step {
  const { main, home } = subject;
  return {
    name,
    args: [main, "switch", target, "--tool", "codex", "--yes", "--home", home],
    complaint: (outcome) => failed(outcome) ?? astray(subject, target),
  };
}

function failed({ status, stdout, stderr }: Outcome): string | null {
  return status === 0 ? null : `exit code ${status}\n${stdout}${stderr}`;
}

/** Whatever is not on the provider: config, key, a row, a line of a session file. */
function astray({ home, facts }: Subject, provider: string): string | null {
  const { config, key, rows, lines } = readMentions(home, provider);
  if (config && key && rows === facts.sessions && lines === facts.providerLines) return null;
  return `"${provider}": config ${config}, key ${key}, rows ${rows} of ${facts.sessions}, lines ${lines} of ${facts.providerLines}`;
}
