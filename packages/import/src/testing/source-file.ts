import type { SourceFile } from "../parse.ts";

/** A file with text, or with data as JSON. */
export function fileOf(content: unknown, file = "/s/file"): SourceFile {
  const text = typeof content === "string" ? content : JSON.stringify(content);
  return { file, content: Buffer.from(text) };
}
