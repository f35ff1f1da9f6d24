import type { Finding } from "@zcf/contract";

/** `zcf doctor` */
export interface DoctorMessages {
  /** The head of our own findings; those of a store have its tool's name and home. */
  readonly own: string;
  readonly well: string;
  /** What was looked at, where only some checks were asked for and none has anything to say. */
  readonly wellOf: (checks: string) => string;
  /** None of the tools is there. */
  readonly noTools: string;
  readonly severity: Readonly<Record<Finding["severity"], string>>;
  /** Before the step that clears a finding. */
  readonly fix: string;
  /** `command` clears it; `step` is what somebody would do without zcf. */
  readonly orByHand: (command: string, step: string) => string;
  /** What a fix is about to do to sessions. */
  readonly moving: (sessions: number) => string;
  readonly total: (errors: number, warnings: number, infos: number) => string;
  /** `command` clears so many of them. */
  readonly fixable: (count: number, command: string) => string;
  readonly nothingToFix: string;
  readonly closing: (count: number) => string;
  readonly closed: (count: number) => string;
  /** After a fix, before what is left. */
  readonly left: string;
  readonly question: string;
}
