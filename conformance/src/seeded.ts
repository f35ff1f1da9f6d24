/** Numbers that look random and come again with the same seed. */
export interface Seeded {
  /** A number from `low` up to, but not including, `high`. */
  between(low: number, high: number): number;
  /** One of these, each as likely. */
  pick<T>(choices: readonly T[]): T;
}

/** `$ZCF_CONFORMANCE_SEED`, else a new one for each run; a suite that draws numbers prints it. */
export function seedOfRun(): number {
  const given = Number(process.env["ZCF_CONFORMANCE_SEED"]);
  return Number.isInteger(given) && given > 0 ? given : Date.now() % 1_000_000;
}

/** Mulberry32: small, and good enough to choose moments. */
export function seeded(seed: number): Seeded {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    between: (low, high) => low + next() * (high - low),
    pick: (choices) => {
      const chosen = choices[Math.floor(next() * choices.length)];
      if (chosen === undefined) throw new Error("nothing to choose from");
      return chosen;
    },
  };
}
