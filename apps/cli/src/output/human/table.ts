import { padTo, widthOf } from "../../runtime/text-width.ts";

/** Rows as aligned text: columns of numbers to the right, the others to the left; all but the first are numbers unless said otherwise. */
export function tableLines(
  rows: readonly (readonly string[])[],
  numbers?: readonly number[],
): readonly string[] {
  const columns = Math.max(...rows.map(({ length }) => length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ""))),
  );
  const isNumber = (column: number): boolean => numbers?.includes(column) ?? column > 0;
  return rows.map((row) =>
    row
      .map((cell, column) => aligned(cell, widths[column] ?? 0, isNumber(column)))
      .join("  ")
      .trimEnd(),
  );
}

function aligned(cell: string, width: number, isNumber: boolean): string {
  return isNumber ? `${" ".repeat(width - widthOf(cell))}${cell}` : padTo(cell, width);
}
