import { wrongKinds } from "../settings-kinds.ts";
import type { Situation } from "../situation.ts";
import { type Found, found } from "./found.ts";

/** Values of a wrong kind, for which Claude Code ignores the settings, although they are JSON. */
export function shapeFindings({ settings }: Situation): readonly Found[] {
  const { file } = settings;
  return wrongKinds(settings).map((wrong) =>
    found("claude-code.settings-ignored", "error", { file, ...wrong }),
  );
}
