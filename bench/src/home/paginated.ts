import type { Draft, Turn } from "./draft.ts";
import {
  BASE_INSTRUCTIONS,
  COLLABORATION,
  type Layout,
  MODEL,
  PERMISSIONS,
  SKILLS,
  type TurnWanted,
  usage,
} from "./layout.ts";

/** Every so many turns the thread is resumed, which appends its settings once more. */
const RESUMED_EVERY = 4;

/** What 0.169.0 writes: `history_mode: "paginated"`, ordinals, `thread_settings_applied`. */
export const paginated: Layout = {
  cliVersion: "0.169.0",
  ordinals: true,
  open: addMeta,
  turn: addTurn,
};

function addMeta(draft: Draft): void {
  const { id, cwd, provider } = draft.session;
  const payload = {
    account_scoped: true,
    session_id: id,
    id,
    timestamp: new Date(draft.nowMs).toISOString(),
    cwd,
    runtime_workspace_roots: [cwd],
    originator: "codex_exec",
    cli_version: paginated.cliVersion,
    source: "exec",
    thread_source: "user",
    model_provider: provider,
    base_instructions: {
      text: draft.prose.text(BASE_INSTRUCTIONS),
      provenance: { type: "model", model: MODEL },
    },
    history_mode: "paginated",
    context_window: { window_id: draft.id() },
  };
  draft.add({ type: "session_meta", payload, namesProvider: true });
}

function addTurn(draft: Draft, wanted: TurnWanted): void {
  const { index, question, outputLength } = wanted;
  if (index > 0 && index % RESUMED_EVERY === 0) addSettings(draft);
  const turn = draft.beginTurn();
  addEvent(draft, {
    type: "task_started",
    turn_id: turn.id,
    root_turn_id: turn.id,
    model_context_window: 258_400,
  });
  if (index === 0) addSetting(draft, turn);
  addTurnContext(draft, turn);
  if (index === 0) addSettings(draft);
  addMessage(draft, turn, { role: "user", text: question });
  addItem(draft, turn, {
    type: "UserMessage",
    content: [{ type: "text", text: question, text_elements: [] }],
  });
  addWork(draft, turn, outputLength);
  addAnswer(draft, turn);
  addUsage(draft, turn, index);
  addEvent(draft, {
    type: "task_complete",
    root_turn_id: turn.id,
    turn_id: turn.id,
    duration_ms: draft.nowMs - turn.startMs,
  });
  draft.endTurn(turn);
}

/** What a new thread starts with: skills, permissions and the state of the world, about 12 kB. */
function addSetting(draft: Draft, turn: Turn): void {
  addMessage(draft, turn, { role: "developer", text: `<skills_instructions>\n${draft.prose.text(SKILLS)}` });
  addMessage(draft, turn, { role: "user", text: `<environment_context>\n  <cwd>${draft.session.cwd}</cwd>` });
  const state = {
    agents_md: {},
    host_skills: { body: draft.prose.text(SKILLS), includeInstructions: true },
    model: MODEL,
  };
  draft.add({ type: "world_state", payload: { full: true, state } });
}

function addTurnContext(draft: Draft, turn: Turn): void {
  const payload = {
    turn_id: turn.id,
    root_turn_id: turn.id,
    disabled_plugin_ids: [],
    cwd: draft.session.cwd,
    approval_policy: "never",
    approvals_reviewer: "user",
    permission_profile: PERMISSIONS,
    model: MODEL,
    collaboration_mode: COLLABORATION,
    multi_agent_version: "v1",
    summary: "none",
    sandbox_policy: { type: "read-only" },
  };
  draft.add({ type: "turn_context", payload });
}

function addSettings(draft: Draft): void {
  const { id, cwd, provider } = draft.session;
  const settings = {
    model: MODEL,
    model_provider_id: provider,
    approval_policy: "never",
    approvals_reviewer: "user",
    requested_approvals_reviewer: "user",
    permission_profile: PERMISSIONS,
    active_permission_profile: { id: ":read-only" },
    cwd,
    runtime_workspace_roots: [cwd],
    collaboration_mode: COLLABORATION,
    disabled_plugin_ids: [],
  };
  const payload = { type: "thread_settings_applied", thread_id: id, thread_settings: settings };
  draft.add({ type: "event_msg", payload, namesProvider: true });
}

/** Reasoning that only its maker can read, then a tool call with its output. */
function addWork(draft: Draft, turn: Turn, outputLength: number): void {
  const reasoning = {
    type: "reasoning",
    id: `rs_${draft.id()}`,
    summary: [],
    encrypted_content: `gAAAA${draft.prose.cipher(900)}`,
  };
  addResponseItem(draft, turn, reasoning);
  const call = `call_${draft.random.hex(24)}`;
  const script = {
    command: ["bash", "-lc", "rg --json TODO src | head -50"],
    workdir: draft.session.cwd,
  };
  addResponseItem(draft, turn, {
    type: "function_call",
    name: "shell",
    arguments: JSON.stringify(script),
    call_id: call,
  });
  const output = JSON.stringify({
    output: draft.prose.text(outputLength),
    metadata: { exit_code: 0, duration_seconds: 0.1 },
  });
  addResponseItem(draft, turn, { type: "function_call_output", call_id: call, output });
}

function addAnswer(draft: Draft, turn: Turn): void {
  const text = draft.prose.text(draft.random.between(80, 900));
  addItem(draft, turn, { type: "AgentMessage", content: [{ type: "Text", text }] });
  addMessage(draft, turn, { role: "assistant", text });
}

function addUsage(draft: Draft, turn: Turn, index: number): void {
  const { id } = draft.session;
  const payload = {
    thread_id: id,
    turn_id: turn.id,
    session_id: id,
    root_turn_id: turn.id,
    usage: usage(index),
    thread_token_usage: usage(index),
  };
  draft.add({ type: "token_usage_record", payload });
  const info = {
    total_token_usage: usage(index),
    last_token_usage: usage(index),
    model_context_window: 258_400,
  };
  addEvent(draft, {
    type: "token_count",
    info,
    rate_limits: { limit_id: "codex", primary: null, secondary: null },
  });
}

interface Message {
  readonly role: "developer" | "user" | "assistant";
  readonly text: string;
}

function addMessage(draft: Draft, turn: Turn, { role, text }: Message): void {
  const kind = role === "assistant" ? "output_text" : "input_text";
  addResponseItem(draft, turn, {
    type: "message",
    id: `msg_${draft.id()}`,
    role,
    content: [{ type: kind, text }],
  });
}

function addResponseItem(draft: Draft, turn: Turn, item: object): void {
  const passthrough = { turn_id: turn.id, content_item_kinds: ["unknown"] };
  draft.add({
    type: "response_item",
    payload: { ...item, internal_chat_message_metadata_passthrough: passthrough },
    metadata: { history_sequence: draft.ordinal, client_authored: false },
  });
}

function addItem(draft: Draft, turn: Turn, item: object): void {
  const times = { started_at_ms: draft.nowMs, completed_at_ms: draft.nowMs };
  const named = { ...item, id: draft.id() };
  addEvent(draft, {
    type: "item_completed",
    thread_id: draft.session.id,
    turn_id: turn.id,
    item: named,
    ...times,
  });
}

function addEvent(draft: Draft, payload: Readonly<Record<string, unknown>>): void {
  draft.add({ type: "event_msg", payload });
}
