import process from "node:process";

/** Node 22 and 24 warn at the first use of `node:sqlite`. We know; every other warning is shown as always. */
export function silenceSqliteWarning(): void {
  const emitWarning = process.emitWarning.bind(process) as (...args: readonly unknown[]) => void;
  process.emitWarning = (...args: readonly unknown[]): void => {
    if (!isSqliteWarning(args)) emitWarning(...args);
  };
}

/** `emitWarning(message, "ExperimentalWarning", …)`, which is how Node itself calls it. */
export function isSqliteWarning([message, type]: readonly unknown[]): boolean {
  return (
    type === "ExperimentalWarning" &&
    typeof message === "string" &&
    message.startsWith("SQLite is an experimental")
  );
}
