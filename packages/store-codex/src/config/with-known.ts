import type { Keys, Known } from "../auth/keys-file.ts";
import type { Config } from "./config.ts";
import type { Provider } from "./provider.ts";

/** The config with what our own file knows of its providers; what a table says itself comes first. */
export function withKnown(config: Config, { providers: known }: Pick<Keys, "providers">): Config {
  const providers = config.providers.map((provider) => completed(provider, known[provider.id] ?? {}));
  const { current } = config;
  if (current.kind !== "provider") return { ...config, providers };
  const provider = providers.find(({ id }) => id === current.provider.id) ?? current.provider;
  return { ...config, providers, current: { kind: "provider", provider } };
}

function completed(provider: Provider, { model, entry }: Known): Provider {
  const { credential } = provider;
  return {
    ...provider,
    model: provider.model ?? model ?? null,
    credential:
      credential.kind === "stored" ? { ...credential, entry: credential.entry ?? entry ?? null } : credential,
  };
}
