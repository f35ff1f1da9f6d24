export { none } from "./none.ts";
export { selective } from "./selective.ts";
export type { SnapshotOptions } from "./snapshot.ts";
export { snapshot } from "./snapshot.ts";
