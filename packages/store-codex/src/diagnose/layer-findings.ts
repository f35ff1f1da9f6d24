import { currentId, OPENAI, rootString } from "../config/config.ts";
import type { Situation } from "../situation.ts";
import { type Found, found } from "./found.ts";
import { usesAuth } from "./uses-auth.ts";

/** What decides beside the user's file: files of the machine, and variables. */
export function layerFindings(situation: Situation): readonly Found[] {
  const { config, system, store } = situation;
  const { forcedProvider, forcedModel, defaultProvider, notices } = system;
  const written = rootString(config, "model_provider");
  return [
    ...(forcedProvider === null || forcedProvider.value === (written ?? OPENAI)
      ? []
      : [
          found("codex.managed-provider", "warning", {
            ...forcedProvider,
            provider: currentId(config.current),
          }),
        ]),
    ...(forcedModel === null ? [] : [found("codex.managed-model", "info", forcedModel)]),
    ...(defaultProvider === null || written !== null
      ? []
      : [found("codex.system-provider", "info", defaultProvider)]),
    ...notices.map(({ params }) =>
      found("codex.system-unreadable", "warning", { file: String(params["file"]) }),
    ),
    ...(store.variables["CODEX_API_KEY"] === undefined
      ? []
      : [found("codex.env-api-key", usesAuth(config) ? "warning" : "info", { variable: "CODEX_API_KEY" })]),
  ];
}
