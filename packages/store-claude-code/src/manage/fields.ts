import type { KeyStore, ProviderField } from "@zcf/contract";

/** What can be set of a provider. */
export const FIELDS: readonly ProviderField[] = [
  { id: "name", required: false },
  { id: "base-url", required: true },
  { id: "model", required: false },
  { id: "haiku-model", required: false },
  { id: "sonnet-model", required: false },
  { id: "opus-model", required: false },
];

/** How upstream calls each of the fields, in the order in which it writes them. */
export const UPSTREAM_NAMES: Readonly<Record<string, string>> = {
  name: "name",
  "base-url": "baseUrl",
  model: "primaryModel",
  "haiku-model": "defaultHaikuModel",
  "sonnet-model": "defaultSonnetModel",
  "opus-model": "defaultOpusModel",
};

/**
 * Where a key is: both of the first two in upstream's file. An `auth-token` needs no approval, and is the first for that;
 * `helper`: in a file of ours, and Claude Code asks for it.
 */
export const KEY_STORES: readonly KeyStore[] = [
  { id: "auth-token", takes: "key" },
  { id: "api-key", takes: "key" },
  { id: "helper", takes: "key", program: "zcf" },
];
