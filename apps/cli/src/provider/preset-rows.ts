import { PRESETS } from "./presets.ts";

/** What `--preset` takes, with its name and the tools that can use it. */
export function presetRows(): readonly (readonly [string, string])[] {
  return PRESETS.map(({ id, name, tools }) => [id, `${name} (${Object.keys(tools).join(", ")})`]);
}
