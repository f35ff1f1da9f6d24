import type { DoctorMessages } from "../doctor-messages.ts";

export const doctor: DoctorMessages = {
  own: "zcf itself",
  well: "Nothing is wrong.",
  wellOf: (checks) => `Nothing is wrong by ${checks}.`,
  noTools: "No tool that zcf knows has a home here, so only zcf itself was looked at.",
  severity: { error: "error: ", warning: "warning: ", info: "note: " },
  fix: "fix: ",
  orByHand: (command, step) => `${command}, or by hand: ${step}`,
  moving: (sessions) =>
    `Will move ${counted(sessions, "session")} to where the tool looks for ${sessions === 1 ? "it" : "them"}`,
  total: (errors, warnings, infos) =>
    `${counted(errors, "error")}, ${counted(warnings, "warning")}, ${counted(infos, "note")}.`,
  fixable: (count, command) => `zcf can clear ${count} of them: ${command}`,
  nothingToFix: "There is nothing that zcf can fix by itself.",
  closing: (count) =>
    `zcf itself: will take the rights of others away from ${counted(count, "file")} of its own.`,
  closed: (count) => `zcf itself: others have no rights any more to ${counted(count, "file")} of its own.`,
  left: "What is left:",
  question: "Do this now? [y/N] ",
};

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
