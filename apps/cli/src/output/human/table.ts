import { padTo, widthOf } from "../../runtime/text-width.ts";

/** Rows as aligned text: the first column to the left, the others, which hold numbers, to the right. */
export function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(...rows.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ""))),
  );
  return rows.map((row) => row.map((cell, column) => aligned(cell, widths[column] ?? 0, column)).join("  "));
}

function aligned(cell: string, width: number, column: number): string {
  return column === 0 ? padTo(cell, width) : `${" ".repeat(width - widthOf(cell))}${cell}`;
}
