import { stdout } from "node:process";

/** Where a test says what it tried, unless its author hears it. */
export function printLine(line: string): void {
  stdout.write(`${line}\n`);
}
