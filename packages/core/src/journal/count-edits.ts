import type { FileStep } from "./step.ts";

/** By group: how many required files were written, and how many subjects of units were changed. */
export function countEdits(
  steps: readonly Pick<FileStep, "group">[],
  units: readonly (readonly [group: string, subjects: number])[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const files = steps.map(({ group }) => [group, 1] as const);
  for (const [group, count] of [...files, ...units]) counts[group] = (counts[group] ?? 0) + count;
  return counts;
}
