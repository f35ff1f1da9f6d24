import { tomlAt } from "@zcf/formats";
import { type Config, rootString } from "../config/config.ts";

/** The provider that a selected profile of the old kind names: up to 0.130 it is the one in use. */
export function profileProvider(config: Pick<Config, "document">): string | null {
  const profile = rootString(config, "profile");
  const id = profile === null ? null : tomlAt(config.document.data, "profiles", profile, "model_provider");
  return typeof id === "string" ? id : null;
}
