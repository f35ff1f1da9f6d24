/** A session of the demo home. */
export interface SampleSession {
  readonly id: string;
  /** ISO 8601, UTC, to the second. */
  readonly started: string;
  readonly title: string;
  readonly provider: string;
  readonly archived: boolean;
  /** How Codex wrote it: 0.142 plain, or 0.169 with ordinals and settings events. */
  readonly shape: "legacy" | "paginated";
}

export const SAMPLES: readonly SampleSession[] = [
  {
    id: "019f0a11-3c00-7a10-8a10-0000000000a1",
    started: "2026-09-01T09:12:04",
    title: "Why does the login test fail on Fridays?",
    provider: "alpha",
    archived: false,
    shape: "legacy",
  },
  {
    id: "019f0f42-9d20-7b20-9b20-0000000000a2",
    started: "2026-09-02T14:30:41",
    title: "Split the cache layer into two modules",
    provider: "alpha",
    archived: false,
    shape: "paginated",
  },
  {
    id: "019ee0c7-51a8-7c30-8c30-0000000000a3",
    started: "2026-08-24T17:05:10",
    title: "Rename the users table",
    provider: "alpha",
    archived: true,
    shape: "legacy",
  },
  {
    id: "019f1455-08f4-7d40-ad40-0000000000b1",
    started: "2026-09-03T08:47:55",
    title: "Draft the release notes",
    provider: "beta",
    archived: false,
    shape: "paginated",
  },
];

/** Where Codex keeps it, below its home: archived sessions lie flat, the others by date. */
export function rolloutName({ id, started, archived }: SampleSession): string {
  const name = `rollout-${started.replaceAll(":", "-")}-${id}.jsonl`;
  const [date = ""] = started.split("T");
  return archived ? `archived_sessions/${name}` : `sessions/${date.replaceAll("-", "/")}/${name}`;
}

/** The session's file: the lines that Codex writes for one turn, with the fields it needs to list and resume it. */
export function rolloutText(sample: SampleSession): string {
  const lines = sample.shape === "legacy" ? legacyLines(sample) : paginatedLines(sample);
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function legacyLines(sample: SampleSession): readonly object[] {
  const timestamp = `${sample.started}.000Z`;
  return [
    { timestamp, type: "session_meta", payload: metaOf(sample, "0.142.0") },
    { timestamp, type: "response_item", payload: message("user", sample.title) },
    { timestamp, type: "event_msg", payload: { type: "user_message", message: sample.title, images: [] } },
    { timestamp, type: "event_msg", payload: { type: "agent_message", message: ANSWER, phase: null } },
    { timestamp, type: "response_item", payload: message("assistant", ANSWER) },
  ];
}

function paginatedLines(sample: SampleSession): readonly object[] {
  const meta = { ...metaOf(sample, "0.169.0"), history_mode: "paginated" };
  const settings = { model: "gpt-5.5", model_provider_id: sample.provider, approval_policy: "never" };
  const applied = { type: "thread_settings_applied", thread_id: sample.id, thread_settings: settings };
  const payloads = [
    { type: "session_meta", payload: meta },
    { type: "event_msg", payload: applied },
    { type: "response_item", payload: message("user", sample.title) },
    { type: "response_item", payload: message("assistant", ANSWER) },
  ];
  return payloads.map((line, ordinal) => ({ timestamp: `${sample.started}.000Z`, ordinal, ...line }));
}

const ANSWER = "Here is what I found, and what I would change.";

function metaOf({ id, started, provider }: SampleSession, version: string): object {
  return {
    session_id: id,
    id,
    timestamp: `${started}.000Z`,
    cwd: "/home/demo/project",
    originator: "codex_exec",
    cli_version: version,
    source: "exec",
    thread_source: "user",
    model_provider: provider,
  };
}

function message(role: "user" | "assistant", text: string): object {
  return { type: "message", role, content: [{ type: role === "user" ? "input_text" : "output_text", text }] };
}
