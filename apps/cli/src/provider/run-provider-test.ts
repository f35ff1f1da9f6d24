import type { ProviderEntry } from "@zcf/contract";
import { SwitchError } from "@zcf/contract";
import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { tellUnfinished } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { usageError } from "../usage/cli-code.ts";
import { findProvider } from "./find-provider.ts";
import type { Wanted } from "./pick-provider.ts";
import { askServer } from "./probe/ask-server.ts";
import { judgeAnswer } from "./probe/judge-answer.ts";

interface TestOptions extends Wanted {
  readonly id: string;
  readonly timeoutMs: number | undefined;
}

/** So long is waited for an answer, in ms. */
const TIMEOUT_MS = 10_000;

/** `zcf provider test`: one request with the provider's own key. Writes nothing; 1 where something is wrong. */
export async function runProviderTest(session: Session, options: TestOptions): Promise<ExitCode> {
  const { runtime, output } = session;
  const switcher = await session.openSwitcher();
  await tellUnfinished(session, switcher);
  const { adapter, store, entry, home } = await findProvider(session, switcher, options);
  const request = await switcher.providerProbe({ tool: adapter.id, id: entry.id, ...home });
  if (request === null) throw untestable(adapter.name, entry);
  output.probing(request);
  const { timeoutMs = TIMEOUT_MS } = options;
  const answer = await askServer(request, { timeoutMs, variables: runtime.environment.variables });
  const verdict = judgeAnswer(request, answer, entry);
  output.probed({ adapter, store }, { entry, request, verdict });
  return verdict.outcome === "ok" ? EXIT.done : EXIT.failed;
}

/** Some tools ask nothing without a key. */
function untestable(tool: string, { id, hasKey }: ProviderEntry): SwitchError {
  const params = { provider: id, tool };
  if (hasKey) return usageError("cli.no-probe", params);
  return new SwitchError({ kind: "environment", code: "cli.no-key", params });
}
