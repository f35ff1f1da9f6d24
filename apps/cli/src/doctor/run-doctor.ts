import type { Diagnosis, Switcher } from "@zcf/core";
import { ask } from "../apply/ask.ts";
import type { OperationOptions } from "../apply/operation-options.ts";
import { requireConsent, runOperation } from "../apply/run-operation.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { settleFirst } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import type { StoreOptions } from "../stores/inspect-stores.ts";
import { pickHome } from "../stores/pick-home.ts";
import { pickTool } from "../stores/pick-tool.ts";
import { allFindings, isWrong, onlyAsked } from "./checked.ts";
import { askedChecks, requireFix } from "./doctor-options.ts";

export interface DoctorOptions extends StoreOptions, OperationOptions {
  readonly fix: boolean;
  readonly force: boolean;
  /** Ids, also several in one, with commas; none means all. */
  readonly checks: readonly string[];
}

/** `zcf doctor`: what is wrong, and with `--fix` what can be done about it. */
export async function runDoctor(session: Session, options: DoctorOptions): Promise<ExitCode> {
  requireFix(options);
  const checks = askedChecks(options.checks);
  if (options.fix) requireConsent(session, options);
  const switcher = await session.openSwitcher();
  const doctor: Doctor = { session, switcher, options, checks, where: placeOf(session, switcher, options) };
  if (!options.fix) return tell(doctor, await look(doctor), false);
  await settleFirst(doctor, doctor.where);
  return fix(doctor, await look(doctor));
}

interface Doctor {
  readonly session: Session;
  readonly switcher: Switcher;
  readonly options: DoctorOptions;
  readonly checks: readonly string[] | null;
  readonly where: { readonly tools?: readonly string[]; readonly home?: string };
}

function placeOf(
  { runtime }: Session,
  { adapters }: Switcher,
  { tool, home }: StoreOptions,
): Doctor["where"] {
  const named = tool === undefined ? {} : { tools: [pickTool(adapters, tool).id] };
  return { ...named, ...pickHome(runtime, home) };
}

async function look({ session, switcher, checks, where }: Doctor): Promise<Diagnosis> {
  session.output.readingBegins();
  return onlyAsked(await switcher.diagnose(where), checks);
}

function tell(
  { session, switcher, checks, options }: Doctor,
  diagnosis: Diagnosis,
  again: boolean,
): ExitCode {
  const { tool, home } = options;
  const place = [
    ...(tool === undefined ? [] : ["--tool", tool]),
    ...(home === undefined ? [] : ["--home", home]),
  ];
  session.output.checked({ diagnosis, adapters: switcher.adapters, checks, place, again });
  return allFindings(diagnosis).some(isWrong) ? EXIT.drift : EXIT.done;
}

async function fix(doctor: Doctor, diagnosis: Diagnosis): Promise<ExitCode> {
  const { session, options } = doctor;
  const tools = diagnosis.stores.filter(({ findings }) => findings.some(({ fixable }) => fixable));
  const isOpen = diagnosis.own.some(({ fixable }) => fixable);
  if (!isOpen && tools.length === 0) {
    session.output.nothingToFix();
    return tell(doctor, diagnosis, false);
  }
  if (isOpen && !(await close(doctor, diagnosis))) return EXIT.cancelled;
  const code = await fixStores(
    doctor,
    tools.map(({ tool }) => tool),
  );
  if (code !== EXIT.done || options.dryRun) return code;
  return tell(doctor, await look(doctor), true);
}

/** Our own state is in no home, so this is no operation; `false`: somebody said no. */
async function close({ session, switcher, options }: Doctor, { own }: Diagnosis): Promise<boolean> {
  const { output, messages, runtime } = session;
  const count = Number(own.find(({ fixable }) => fixable)?.params["count"] ?? 0);
  output.closing(count);
  if (options.dryRun) return true;
  if (!options.yes) {
    const isAgreed = await runtime.interruptible(
      (signal) => ask(session, messages.ui.doctor.question, signal),
      () => {},
    );
    if (!isAgreed) return false;
  }
  output.closed(await switcher.closeState());
  return true;
}

async function fixStores(
  { session, switcher, options, checks, where }: Doctor,
  tools: readonly string[],
): Promise<ExitCode> {
  if (tools.length === 0) return EXIT.done;
  const { home } = where;
  const operation = await switcher.plan({
    tools: [...new Set(tools)],
    ...(home === undefined ? {} : { home }),
    fix: checks ?? "all",
    force: options.force,
  });
  return runOperation({ session, switcher, options }, operation);
}
