import type { SessionsMode } from "@zcf/contract";
import { type Config, currentId } from "../config/config.ts";
import { providerId, type SwitchTarget, targetId } from "../target.ts";
import { SHARED_IDS, sharedId } from "./shared-id.ts";

/** A target, and how it is put to use. */
export interface Route {
  readonly target: SwitchTarget;
  readonly mode: SessionsMode;
  /** What `model_provider` and the sessions that follow say: the target's own id, or the shared one. */
  readonly id: string;
}

/** The way to a target in the mode that is asked for; `null`: in the one the home is in. */
export function routeTo(config: Config, target: SwitchTarget, asked: SessionsMode | null): Route {
  const mode = asked ?? (config.shared?.active === true ? "shared" : "sync");
  // Where every shared id is the user's own, `sharedProblems` refuses.
  const id = mode === "shared" ? (sharedId(config) ?? SHARED_IDS[0] ?? "") : providerId(target);
  return { target, mode, id };
}

/** The id by which sessions follow a target without a switch: the shared one for the target that it stands for. */
export function followingId({ shared, current }: Config, target: SwitchTarget): string {
  const isInUse = shared?.active === true && currentId(current) === targetId(target);
  return isInUse ? shared.id : providerId(target);
}
