export { none } from "./none.ts";
export { selective } from "./selective.ts";
export { snapshot } from "./snapshot.ts";
export type { SnapshotOptions } from "./snapshot.ts";
