import type { ProviderEntry, ProviderRequest, StoreAdapter } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { tellUnfinished } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { usageError } from "../usage/cli-code.ts";
import { findProvider } from "./find-provider.ts";
import { namedProvider } from "./missing-key.ts";
import type { Wanted } from "./pick-provider.ts";
import { askProvider } from "./probe/ask-provider.ts";
import { type Answer, askServer } from "./probe/ask-server.ts";

interface TestOptions extends Wanted {
  readonly id: string;
  readonly timeoutMs: number | undefined;
}

/** So long is waited for an answer, in ms. */
const TIMEOUT_MS = 10_000;

/** `zcf provider test`: small requests with the provider's own key. Writes nothing; 1 where something is wrong. */
export async function runProviderTest(session: Session, options: TestOptions): Promise<ExitCode> {
  const { runtime, output } = session;
  const switcher = await session.openSwitcher();
  await tellUnfinished(session, switcher);
  const { adapter, store, entry, home } = await findProvider(session, switcher, options);
  const probe = await switcher.providerProbe({ tool: adapter.id, id: entry.id, ...home });
  if (probe === null) throw untestable(adapter, entry);
  const { timeoutMs = TIMEOUT_MS } = options;
  const { variables } = runtime.environment;
  const ask = (request: ProviderRequest): Promise<Answer> => {
    output.probing(request);
    return askServer(request, { timeoutMs, variables });
  };
  const { request, verdict } = await askProvider(probe, entry, ask);
  output.probed({ adapter, store }, { entry, request, verdict });
  return verdict.outcome === "ok" ? EXIT.done : EXIT.failed;
}

function untestable(adapter: StoreAdapter, { id, fields }: ProviderEntry): SwitchError {
  const params = { provider: id, tool: adapter.name, named: namedProvider(adapter, id) };
  if (fields["base-url"] !== undefined) return usageError("cli.no-probe", params);
  return new SwitchError({ kind: "environment", code: "cli.no-base-url", params });
}
