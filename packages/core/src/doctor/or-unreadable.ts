import { type Finding, isSwitchError } from "@zcf/contract";
import { unreadable } from "../typed-errors.ts";
import { ownFinding } from "./diagnosis.ts";

/** What a check finds; where the system does not let it look, that alone. */
export async function orUnreadable(look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (thrown) {
    const error = unreadable(thrown);
    if (!isSwitchError(error) || error.code !== "unreadable") throw thrown;
    const { file, system } = error.params;
    return [ownFinding("zcf.state-unreadable", "warning", { file: String(file), system: String(system) })];
  }
}

/** Several checks may meet one file that cannot be read; the first of them tells of it. */
export function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const told = new Set<string>();
  return findings.filter(({ check, params }) => {
    if (check !== "zcf.state-unreadable" && check !== "zcf.store-unchecked") return true;
    const file = String(params["file"]);
    const isNews = !told.has(file) || check === "zcf.store-unchecked";
    told.add(file);
    return isNews;
  });
}
