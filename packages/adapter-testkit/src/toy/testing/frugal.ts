import { type BackupStrategy, CONTRACT } from "@zcf/contract";

/** Copies one file and the database, and drops what is sensitive. */
export const frugal: BackupStrategy = {
  contract: CONTRACT,
  id: "frugal",
  keeps: "plain",
  async *copies(store, view) {
    yield { kind: "file", file: view.path(store.home, "config.txt") };
    yield { kind: "database", file: view.path(store.home, "index.sqlite") };
  },
};
