import { type FilePath, isSwitchError, type Store, type SwitchError, type View } from "@zcf/contract";
import { type Places, placesOf } from "../places.ts";
import { readSituation, type Situation } from "../situation.ts";
import type { CheckParams } from "./checks.ts";
import { type Found, found } from "./found.ts";

/** What can be read of a home: one file that cannot be read does not keep the others from being looked at. */
export interface Legible {
  /** As if files that cannot be read were not there; settings among them say that they are broken. */
  readonly situation: Situation;
  /** The files that cannot be read. */
  readonly hidden: ReadonlySet<FilePath>;
  /** Why not, for each. */
  readonly findings: readonly Found[];
}

/** Reads a home as far as it can be read. */
export async function readLegible(store: Store, view: View): Promise<Legible> {
  const places = placesOf(store, view);
  const hidden = new Map<FilePath, SwitchError>();
  for (;;) {
    try {
      const situation = await readSituation(store, without(view, new Set(hidden.keys())));
      return legibleOf(situation, hidden);
    } catch (error) {
      const file = isSwitchError(error) ? fileOf(error, places) : null;
      if (!isSwitchError(error) || file === null || hidden.has(file)) throw error;
      hidden.set(file, error);
    }
  }
}

function legibleOf(situation: Situation, hidden: ReadonlyMap<FilePath, SwitchError>): Legible {
  const { settings } = situation;
  const broken = hidden.get(settings.file) ?? settings.broken;
  return {
    situation: { ...situation, settings: { ...settings, broken } },
    hidden: new Set(hidden.keys()),
    findings: [...hidden.values()].map(findingOf),
  };
}

function findingOf({ code, params }: SwitchError): Found {
  if (code === "claude-code.file-syntax")
    return found(code, "error", params as CheckParams["claude-code.file-syntax"]);
  return found("claude-code.file-unreadable", "error", params as CheckParams["claude-code.file-unreadable"]);
}

const UNREADABLE = ["unreadable", "claude-code.file-unreadable", "claude-code.file-syntax"];

function fileOf({ code, params }: SwitchError, places: Places): FilePath | null {
  const { settings, state, legacyState, profiles, keys, legacyProfiles } = places;
  const files = [settings, state, legacyState, profiles, keys, legacyProfiles];
  return UNREADABLE.includes(code) ? (files.find((file) => file === params["file"]) ?? null) : null;
}

function without(view: View, hidden: ReadonlySet<FilePath>): View {
  return {
    ...view,
    stat: async (file) => (hidden.has(file) ? null : view.stat(file)),
  };
}
