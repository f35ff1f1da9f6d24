/** The oldest and the newest Codex that the conformance suites drive; what is between them was measured as docs/facts.md says. */
export const VERIFIED_CODEX = { from: "0.58.0", to: "0.169.0" } as const;
