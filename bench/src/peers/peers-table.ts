import type { Watched } from "../measure/run-watched.ts";
import { median } from "../measure/series.ts";
import { type Compared, STEPS, type ToolResult } from "./compare.ts";
import type { Look } from "./look.ts";

/** A Markdown table of what each tool cost, and one of what it did. */
export function peersTables({ bare, whole, results }: Compared): string {
  const base = median(bare.map(({ wallMs }) => wallMs));
  const costs = results.flatMap((result) =>
    STEPS.map((step) => costRow(`${result.tool.name}, ${step}`, result.runs[step], base)),
  );
  const bareRow = costRow("`node -e 0`", bare, base);
  return [
    markdown(["", "runs", "wall ms", "x bare", "peak MiB"], [bareRow, ...costs]),
    markdown(["after the first switch", ...results.map(({ tool }) => tool.name)], deedRows(whole, results)),
  ].join("\n\n");
}

function costRow(name: string, runs: readonly Watched[], base: number): readonly string[] {
  const wall = median(runs.map(({ wallMs }) => wallMs));
  const peak = median(runs.map(({ peakMiB }) => peakMiB));
  return [name, String(runs.length), wall.toFixed(0), (wall / base).toFixed(2), peak.toFixed(0)];
}

function deedRows(whole: Look, results: readonly ToolResult[]): readonly (readonly string[])[] {
  const of = (name: string, tell: (look: Look) => string): readonly string[] => [
    name,
    ...results.map(({ first }) => tell(first)),
  ];
  return [
    ["exit code", ...results.map(({ runs }) => String(runs.first[0]?.status ?? "killed"))],
    of("`config.toml` names it", ({ config }) => yes(config)),
    of("`auth.json` sends its key", ({ key }) => yes(key)),
    of("first lines that name it", ({ listed }) => `${listed} of ${whole.listed}`),
    of("settings events that name it", ({ events }) => `${events} of ${whole.events}`),
    of("index rows that name it", ({ rows }) => `${rows} of ${whole.rows}`),
    of("stored byte offsets that are right", ({ offsets }) => `${offsets} of ${whole.offsets}`),
    of("files with the time they had", ({ times }) => `${times} of ${whole.times}`),
    of("MB left beside", ({ extraBytes }) => (extraBytes / 1e6).toFixed(1)),
    ["MB left beside after the way back", ...results.map(({ back }) => (back.extraBytes / 1e6).toFixed(1))],
  ];
}

function yes(is: boolean): string {
  return is ? "yes" : "no";
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, index) => (index === 0 ? "---" : "--:"));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
