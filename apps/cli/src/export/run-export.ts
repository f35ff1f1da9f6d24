import { resolve } from "node:path";
import { exportText } from "@zcf/import";
import type { ExitCode } from "../exit-code.ts";
import { EXIT } from "../exit-code.ts";
import { readPassphrase } from "../passphrase/read-passphrase.ts";
import { seal } from "../passphrase/seal.ts";
import { tellUnfinished } from "../recover/settle-first.ts";
import type { Session } from "../session.ts";
import { collectProviders } from "./collect-providers.ts";
import type { ExportOptions } from "./export-options.ts";

/** `zcf provider export`: a file that another zcf can import. Keys leave a home only encrypted. */
export async function runExport(session: Session, options: ExportOptions): Promise<ExitCode> {
  const { withKeys } = options;
  const { runtime, output } = session;
  const switcher = await session.openSwitcher();
  await tellUnfinished(session, switcher);
  const providers = await collectProviders(session, switcher, options);
  const plain = exportText(providers);
  const text = withKeys ? await sealed(session, options, plain) : plain;
  const file = options.file === null ? null : resolve(runtime.cwd, options.file);
  if (file !== null) await write(file, text, options.force);
  output.exported({
    providers: providers.map(({ tool, id }) => `${tool}/${id}`),
    encrypted: withKeys,
    file,
    text,
  });
  return EXIT.done;
}

async function sealed(session: Session, { passphrase, json }: ExportOptions, text: string): Promise<string> {
  const canAsk = session.runtime.terminal.interactive && !json;
  const secret = await readPassphrase(session, { source: passphrase, isNew: true, canAsk });
  return `${await seal(text, secret)}\n`;
}

async function write(file: string, text: string, replace: boolean): Promise<void> {
  const { writeDocument } = await import("@zcf/core");
  await writeDocument(file, Buffer.from(text), { replace });
}
