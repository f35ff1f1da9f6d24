/** What the name of a session file says. */
export interface RolloutName {
  readonly thread: string;
  /** The key under which byte offsets of this very file are stored: the id that ends its name. */
  readonly segment: string;
}

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const NAME = new RegExp(
  `^rollout-\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d-(${UUID})(?:_(${UUID}))?\\.jsonl(?:\\.zst)?$`,
);

/** Whether a file is a session file by its name, readable or not. */
export function looksLikeRollout(name: string): boolean {
  return name.startsWith("rollout-") && (name.endsWith(".jsonl") || name.endsWith(".jsonl.zst"));
}

/**
 * Reads `rollout-<time>-<thread>.jsonl`, or `rollout-<time>-<thread>_<segment>.jsonl` as 0.152 on writes after a revert;
 * `null` for any other name.
 */
export function parseRolloutName(name: string): RolloutName | null {
  const [, thread, segment] = NAME.exec(name) ?? [];
  return thread === undefined ? null : { thread, segment: segment ?? thread };
}
