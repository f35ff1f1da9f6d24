import { importError } from "./codes.ts";
import type { Draft, Reading } from "./draft.ts";
import { NOTHING } from "./draft.ts";
import { jsonIn, type SourceFile } from "./parse.ts";
import { distinct } from "./provider-id.ts";
import { fieldsOf, said, textOf } from "./values.ts";

/** What tells our own file from others. */
const FORMAT = "zcf-providers";
const VERSION = 1;

/** A provider as our own file has it. */
export type Exported = Pick<Draft, "tool" | "id" | "fields" | "keyStore" | "key">;

/** The text of our own file. Keys are in it only where the providers have some: the caller encrypts it then. */
export function exportText(providers: readonly Exported[]): string {
  const entries = providers.map(({ tool, id, fields, keyStore, key }) => ({
    tool,
    id,
    fields,
    ...(keyStore === null ? {} : { keyStore }),
    ...(key === null ? {} : { key }),
  }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, providers: entries }, null, 2)}\n`;
}

/** Throws `import.broken`, and `import.newer` for one that a newer zcf wrote. */
export function readExport(source: SourceFile): Reading {
  const { file } = source;
  const data = fieldsOf(jsonIn(source));
  const { version, providers } = data;
  if (typeof version !== "number" || version > VERSION) {
    throw importError("import.newer", { file, version: typeof version === "number" ? version : "?" });
  }
  if (!Array.isArray(providers)) throw importError("import.broken", { file, reason: "providers missing" });
  const drafts = providers.map((provider, index) => readProvider(file, index, provider));
  return { ...NOTHING, drafts: distinct(drafts) };
}

function readProvider(file: string, index: number, provider: unknown): Draft {
  const fields = fieldsOf(provider);
  const [tool, id] = [textOf(fields["tool"]), textOf(fields["id"])];
  if (tool === null || id === null)
    throw importError("import.broken", { file, reason: `provider ${index + 1} without tool or id` });
  const texts = Object.entries(fieldsOf(fields["fields"])).map(
    ([name, value]) => [name, textOf(value)] as const,
  );
  return {
    tool,
    origin: id,
    id,
    fields: said(Object.fromEntries(texts)),
    keyStore: textOf(fields["keyStore"]),
    key: textOf(fields["key"]),
  };
}

/** Whether data of JSON is our own file. */
export function isExport(data: unknown): boolean {
  return fieldsOf(data)["format"] === FORMAT;
}
