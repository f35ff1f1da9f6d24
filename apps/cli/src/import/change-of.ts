import type { ProviderChange } from "@zcf/contract";
import type { Candidate, Decision } from "./candidate.ts";
import { keylessStore, keyStoreFor } from "./fitting.ts";

/** The change that carries a decision out; `null` for one to leave things as they are. */
export function changeOf({ candidate, action, id }: Decision): ProviderChange | null {
  if (action === "skip" || action === "nothing") return null;
  return action === "replace" ? replacing(candidate) : adding(candidate, id);
}

function adding({ draft, destination: { adapter } }: Candidate, id: string): ProviderChange {
  const { key } = draft;
  const keyStore = keyStoreFor(draft, adapter, null);
  const name = renamed(draft.fields["name"] ?? draft.id, draft.id, id);
  return {
    change: "add",
    id,
    fields: { ...draft.fields, name },
    ...(keyStore === null ? {} : { keyStore }),
    ...(key === null ? {} : { key }),
  };
}

/** `glm-cc-switch` of `GLM` is `GLM (cc-switch)`: two of the same name could not be told apart. */
function renamed(name: string, before: string, id: string): string {
  return id === before ? name : `${name} (${id.slice(before.length + 1)})`;
}

/** Only what differs: what is there stays where it is. */
function replacing({ draft, destination: { adapter }, existing, differs }: Candidate): ProviderChange {
  const fields = Object.entries(draft.fields).filter(([field]) => differs.includes(field));
  const { key } = draft;
  const isKept = key === null && !differs.includes("base-url");
  const keyStore = isKept ? null : keyStoreFor(draft, adapter, existing?.keyStore ?? null);
  return {
    change: "edit",
    id: draft.id,
    fields: Object.fromEntries(fields),
    ...(keyStore === null || keyStore === existing?.keyStore ? {} : { keyStore }),
    ...(key === null || !(differs.includes("key") || differs.includes("key-store")) ? {} : { key }),
  };
}

/** Whether to replace would send the key that is there to another server, because the source has none. */
export function wouldSendKey({ draft, existing, differs, destination: { adapter } }: Candidate): boolean {
  const isElsewhere = draft.key === null && differs.includes("base-url");
  return isElsewhere && existing?.hasKey === true && keylessStore(adapter.manage?.keyStores ?? []) === null;
}
