/** Made-up thread ids; the last digit tells them apart. */
export function threadId(digit: number): string {
  return `01a205c5-0000-7000-8000-00000000000${String(digit)}`;
}

/** The name of a thread's file, or of one of its later segments. */
export function rolloutName(thread: string, segment?: string): string {
  return `rollout-2026-11-23T00-19-33-${thread}${segment === undefined ? "" : `_${segment}`}.jsonl`;
}

/** Members to add to, or take (`undefined`) from, a made-up payload. */
export type Members = Readonly<Record<string, unknown>>;

/** A first line in the order Codex writes it. */
export function meta(thread: string, provider: string | null | undefined, more: Members = {}): string {
  const payload = {
    session_id: thread,
    id: thread,
    cwd: "/tmp",
    model_provider: provider,
    base_instructions: { text: 'You "are" Codex.\n' },
    ...more,
  };
  return JSON.stringify({ timestamp: "2026-11-23T00:19:33.766Z", type: "session_meta", payload });
}

/** A settings event; `thread` is left out up to 0.148. */
export function settings(provider: string, thread?: string): string {
  const thread_settings = { model: "gpt-5.5", model_provider_id: provider, approval_policy: "never" };
  const payload = { type: "thread_settings_applied", thread_id: thread, thread_settings };
  return JSON.stringify({ timestamp: "2026-11-23T00:19:33.781Z", type: "event_msg", payload });
}

/** A conversation line that mentions what we look for, as text. */
export function message(text: string): string {
  const content = [{ type: "input_text", text: `${text} {"type":"session_meta","model_provider":"alpha"}` }];
  return JSON.stringify({ type: "response_item", payload: { type: "message", role: "user", content } });
}

/** A file of lines, each ended. */
export function file(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
