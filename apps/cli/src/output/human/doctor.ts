import type { Finding } from "@zcf/contract";
import { formatBytes } from "../../backup/byte-size.ts";
import { allFindings, type Checked } from "../../doctor/checked.ts";
import { nextOf, whatOf } from "../../messages/code-text.ts";
import type { Style } from "../../runtime/style.ts";
import type { DoctorOutput } from "../doctor-output.ts";
import type { Screen } from "./screen.ts";

export function doctorOutput(screen: Screen): DoctorOutput {
  const { doctor } = screen.messages.ui;
  return {
    checked: (found) => checked(screen, found),
    nothingToFix: () => screen.err(doctor.nothingToFix),
    closing: (count) => screen.err(doctor.closing(count)),
    closed: (paths) => screen.out(screen.outStyle.good(doctor.closed(paths.length))),
  };
}

/** By store, the worst first; for each what is wrong and why that matters, and what to do about it. */
function checked(screen: Screen, found: Checked): void {
  const { doctor } = screen.messages.ui;
  const findings = allFindings(found.diagnosis);
  if (found.diagnosis.stores.length === 0) screen.out(doctor.noTools);
  if (findings.length === 0) return screen.out(screen.outStyle.good(wellText(screen, found)));
  if (found.again) screen.out(doctor.left);
  for (const group of groupsOf(screen, found))
    for (const line of groupLines(screen, found, group)) screen.out(line);
  const count = (severity: Finding["severity"]): number =>
    findings.filter((one) => one.severity === severity).length;
  screen.out(doctor.total(count("error"), count("warning"), count("info")));
  const fixable = findings.filter((one) => one.fixable).length;
  if (fixable > 0) screen.out(doctor.fixable(fixable, fixCommand(found, found.checks ?? [])));
}

interface Group {
  readonly head: string;
  readonly findings: readonly Finding[];
}

function wellText({ messages }: Screen, { checks }: Checked): string {
  const { doctor } = messages.ui;
  return checks === null ? doctor.well : doctor.wellOf(checks.join(messages.separator));
}

function groupsOf({ messages, outStyle }: Screen, { diagnosis, adapters }: Checked): readonly Group[] {
  const stores = diagnosis.stores.map(({ tool, store, findings }) => {
    const name = adapters.find(({ id }) => id === tool)?.name ?? tool;
    return { head: `${outStyle.strong(name)}  ${store.home}`, findings };
  });
  const own = { head: outStyle.strong(messages.ui.doctor.own), findings: diagnosis.own };
  return [...stores, own].filter(({ findings }) => findings.length > 0);
}

function groupLines(screen: Screen, found: Checked, { head, findings }: Group): readonly string[] {
  const worstFirst = findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  return [head, ...worstFirst.flatMap((one) => findingLines(screen, found, one))];
}

const ORDER: Readonly<Record<Finding["severity"], number>> = { error: 0, warning: 1, info: 2 };

function findingLines(screen: Screen, found: Checked, finding: Finding): readonly string[] {
  const { messages, outStyle } = screen;
  const { doctor } = messages.ui;
  const said = { code: finding.check, params: withSize(finding.params) };
  const label = labelStyle(outStyle, finding)(doctor.severity[finding.severity]);
  const what = `  ${label}${whatOf(messages, said)} ${outStyle.faint(`[${finding.check}]`)}`;
  const next = nextOf(messages, said);
  const command = finding.fixable ? fixCommand(found, [finding.check]) : null;
  const step = command !== null && next !== null ? doctor.orByHand(command, next) : (command ?? next);
  return step === null ? [what] : [what, `    ${doctor.fix}${step}`];
}

function labelStyle(style: Style, { severity }: Finding): (text: string) => string {
  if (severity === "info") return style.faint;
  return severity === "error" ? style.bad : style.warn;
}

/** Sizes are bytes in data, and in units for people. */
function withSize(params: Finding["params"]): Finding["params"] {
  const { bytes } = params;
  return typeof bytes === "number" ? { ...params, size: formatBytes(bytes) } : params;
}

function fixCommand({ place }: Checked, checks: readonly string[]): string {
  const named = checks.flatMap((check) => ["--check", check]);
  return ["zcf", "doctor", "--fix", ...named, ...place.map(quoted)].join(" ");
}

/** As shells take it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./~\\-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
