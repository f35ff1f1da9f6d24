/** The oldest and the newest version that the facts were measured on and that the conformance suites drive (docs/facts.md). */
export const VERIFIED = { from: "2.1.197", to: "2.1.330" } as const;
