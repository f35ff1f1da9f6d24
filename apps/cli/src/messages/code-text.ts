import type { Params } from "@zcf/contract";
import type { CodeText, KnownCode, Messages } from "./messages.ts";
import { fill } from "./template.ts";

interface Said {
  readonly code: string;
  readonly params: Params;
}

/** What a code says, filled in. A plug-in's code, which no catalogue knows, is shown with its values. */
export function whatOf(messages: Messages, { code, params }: Said): string {
  const text = find(messages, code);
  return text === null ? unknown({ code, params }) : fill(text.what, params, messages);
}

/**
 * The next step that belongs to a code; `null` where there is none.
 *
 * `again` is the command that completes what was left out, for a text that wants it.
 */
export function nextOf(messages: Messages, { code, params }: Said, again?: string): string | null {
  const next = find(messages, code)?.next ?? null;
  const values = { again: again ?? messages.ui.sameCommand, ...params };
  return next === null ? null : fill(next, values, messages);
}

function find({ codes }: Messages, code: string): CodeText | null {
  return (Object.hasOwn(codes, code) ? codes[code as KnownCode] : undefined) ?? null;
}

function unknown({ code, params }: Said): string {
  const values = Object.entries(params).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [code, ...values].join(" ");
}
