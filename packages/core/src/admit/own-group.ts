import type { Group } from "@zcf/contract";

/** Whole files that core itself puts back from a backup; no adapter knows what is in them. Admitted for every tool. */
export const OWN_GROUP: Group = { id: "files", stage: "required" };
