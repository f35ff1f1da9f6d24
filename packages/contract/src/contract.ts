/**
 * The version of this contract; an adapter or strategy that states another one is refused.
 *
 * `0` while it is still moving; it becomes `1`, and frozen, after a review by adapter authors.
 */
export const CONTRACT = 0;
