export { viewOf } from "./view.ts";
export type { TestViewOptions } from "./view.ts";
