import type { Report } from "../report.ts";
import type { Operation } from "./operation.ts";

/** Of an operation that wrote nothing. */
export function plainReport(outcome: "nothing" | "declined", operation: Operation): Report {
  const stores = operation.stores.map(({ adapter, store, from, to, summary }) => ({
    tool: adapter.id,
    home: store.home,
    from,
    to,
    files: [],
    applied: {},
    skipped: summary.skipped,
    notices: summary.notices,
  }));
  return { operation: null, outcome, stores, recovered: [], backup: null, record: null, open: false };
}
