import type { Summary } from "../measure/series.ts";

const HEAD = ["", "runs", "wall ms", "fastest", "x bare", "CPU ms", "x bare", "peak MiB"];

/** A Markdown table, as the record in README.md has it; everything as a ratio to the row named `bare`, too. */
export function table(summaries: ReadonlyMap<string, Summary>, bare: string): string {
  const base = summaries.get(bare);
  if (base === undefined) throw new Error(`"${bare}" was not measured`);
  const rows = [...summaries].map(([name, summary]) => row(name, summary, base));
  const rule = HEAD.map((_, index) => (index === 0 ? "---" : "--:"));
  return [HEAD, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function row(name: string, summary: Summary, base: Summary): readonly string[] {
  const { runs, wallMs, fastestMs, cpuMs, peakMiB } = summary;
  return [
    `\`${name}\``,
    String(runs),
    wallMs.toFixed(0),
    fastestMs.toFixed(0),
    (wallMs / base.wallMs).toFixed(2),
    cpuMs.toFixed(0),
    (cpuMs / base.cpuMs).toFixed(2),
    peakMiB.toFixed(0),
  ];
}
