import type { Finding } from "@zcf/contract";
import { allFindings, type Checked } from "../../doctor/checked.ts";
import type { DoctorOutput } from "../doctor-output.ts";
import type { Say } from "./encode.ts";

export function doctorOutput(say: Say): DoctorOutput {
  return {
    checked: (found) => sayChecked(say, found),
    nothingToFix: () => {},
    closing: () => {},
    closed: (paths) => say("closed", { paths }),
  };
}

/** A line for each finding, and one for what they come to. */
function sayChecked(say: Say, { diagnosis }: Checked): void {
  const { own, stores } = diagnosis;
  for (const { tool, store, findings } of stores)
    for (const finding of findings) say("finding", { tool, home: store.home, ...finding });
  for (const finding of own) say("finding", { tool: null, home: null, ...finding });
  const all = allFindings(diagnosis);
  const count = (severity: Finding["severity"]): number =>
    all.filter((one) => one.severity === severity).length;
  const fixable = all.filter((one) => one.fixable).length;
  say("doctor", { errors: count("error"), warnings: count("warning"), infos: count("info"), fixable });
}
