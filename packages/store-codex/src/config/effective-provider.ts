import { tomlAt } from "@zcf/formats";
import { type Config, OPENAI } from "./config.ts";
import type { SystemLayers } from "./system-layers.ts";

/** The provider id that Codex will use: the layers above and below the user's file count as well. */
export function effectiveProvider(config: Config, system: SystemLayers): string {
  return system.forcedProvider?.value ?? writtenProvider(config) ?? system.defaultProvider?.value ?? OPENAI;
}

function writtenProvider({ document }: Config): string | null {
  const id = tomlAt(document.data, "model_provider");
  if (id === undefined) return null;
  return typeof id === "string" ? id : "";
}
