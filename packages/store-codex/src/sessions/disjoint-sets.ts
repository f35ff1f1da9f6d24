/** Sets that only ever join: who belongs with whom, in next to constant time. */
export class DisjointSets<T> {
  readonly #leaders = new Map<T, T>();

  /** One member of a set, the same for all of them until the set joins another one. */
  leaderOf(one: T): T {
    let leader = one;
    while (this.#next(leader) !== leader) leader = this.#next(leader);
    for (let at = one; at !== leader; ) {
      const next = this.#next(at);
      this.#leaders.set(at, leader);
      at = next;
    }
    return leader;
  }

  join(one: T, other: T): void {
    this.#leaders.set(this.leaderOf(other), this.leaderOf(one));
  }

  #next(one: T): T {
    return this.#leaders.get(one) ?? one;
  }
}
