import { OFFICIAL, type SharedTable } from "../config/config.ts";
import { askedProvider } from "../config/key-command.ts";
import { type Provider, serverOf } from "../config/provider.ts";
import type { Use } from "../given/deliveries.ts";
import { withShared } from "../shared/find-shared.ts";
import type { SharedNote } from "../shared/note.ts";

/**
 * Providers whose key another table has sent to another server than their own: the shared one that stands for them, or
 * whichever asks for it. Whoever gave them a new key would give it to that server too. `past` is an earlier state of which
 * the shared table may come: the ledger's note of it comes back as well.
 */
export function partedTables(
  { config }: Use,
  note: SharedNote | null,
  past: Use | null = null,
): readonly string[] {
  const { shared, providers } = withShared(config, note);
  const tables = config.providers;
  const standIn = tables.find(({ id }) => id === shared?.id);
  const meant =
    meantBy(shared) ??
    (past === null ? null : meantBy(withShared(past.config, note).shared)) ??
    orphanOf(note, providers);
  return [
    ...(standIn === undefined || meant === null ? [] : [[meant, standIn] as const]),
    ...tables.flatMap((table) => {
      const asked = askedProvider(table.table);
      return asked === null || asked === table.id ? [] : [[asked, table] as const];
    }),
  ].flatMap(([id, table]) =>
    isServedBy(
      table,
      tables.find((one) => one.id === id),
    )
      ? []
      : [id],
  );
}

function meantBy(shared: SharedTable | null): string | null {
  return shared?.target?.kind === "provider" ? shared.target.provider.id : null;
}

/** The noted target of a table that stands for nobody by now. */
function orphanOf(note: SharedNote | null, providers: readonly Provider[]): string | null {
  if (note?.heir !== null || note.target === OFFICIAL) return null;
  return providers.some(({ id }) => id === note.target) ? null : note.target;
}

function isServedBy(table: Provider, owner: Provider | undefined): boolean {
  return owner !== undefined && serverOf(owner) === serverOf(table);
}
