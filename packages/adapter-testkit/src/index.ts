export type { Fault, FaultyDisk, Moment } from "./faults/faulty-disk.ts";
export { Death, faultyDisk } from "./faults/faulty-disk.ts";
export type { ReadTreeOptions, TreeEntry } from "./homes/read-tree.ts";
export { differences, isSqliteSidecar, readTree, sameEntry } from "./homes/read-tree.ts";
export { withTemporaryDirectory } from "./homes/temporary-directory.ts";
export { toy } from "./toy/toy-adapter.ts";
export { makeToyHome, readOwners } from "./toy/toy-home.ts";
export type { TestViewOptions } from "./view.ts";
export { viewOf } from "./view.ts";
