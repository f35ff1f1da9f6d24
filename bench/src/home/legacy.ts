import type { Draft, Fields, Turn } from "./draft.ts";
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

/** What 0.142.0 writes: no history mode, no ordinals, the provider in line 1 alone. */
export const legacy: Layout = {
  cliVersion: "0.142.0",
  ordinals: false,
  open: addMeta,
  turn: addTurn,
};

function addMeta(draft: Draft): void {
  const { id, cwd, provider } = draft.session;
  const payload = {
    session_id: id,
    id,
    timestamp: new Date(draft.nowMs).toISOString(),
    cwd,
    originator: "codex_exec",
    cli_version: legacy.cliVersion,
    source: "exec",
    thread_source: "user",
    model_provider: provider,
    base_instructions: { text: draft.prose.text(BASE_INSTRUCTIONS) },
  };
  draft.add({ type: "session_meta", payload, namesProvider: true });
}

function addTurn(draft: Draft, { index, question, outputLength }: TurnWanted): void {
  const turn = draft.beginTurn();
  addEvent(draft, { type: "task_started", turn_id: turn.id, model_context_window: 258_400 });
  if (index === 0) addSetting(draft);
  addTurnContext(draft, turn);
  addMessage(draft, "user", question);
  addEvent(draft, {
    type: "user_message",
    message: question,
    images: [],
    local_images: [],
    text_elements: [],
  });
  addWork(draft, outputLength);
  addAnswer(draft);
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
  addEvent(draft, { type: "task_complete", turn_id: turn.id, duration_ms: draft.nowMs - turn.startMs });
  draft.endTurn(turn);
}

/** What a new thread starts with: permissions and skills, about 7 kB. */
function addSetting(draft: Draft): void {
  addMessage(draft, "developer", `<skills_instructions>\n${draft.prose.text(SKILLS)}`);
  addMessage(draft, "user", `<environment_context>\n  <cwd>${draft.session.cwd}</cwd>`);
}

function addTurnContext(draft: Draft, turn: Turn): void {
  const payload = {
    turn_id: turn.id,
    cwd: draft.session.cwd,
    workspace_roots: [draft.session.cwd],
    approval_policy: "never",
    sandbox_policy: { type: "read-only" },
    permission_profile: PERMISSIONS,
    model: MODEL,
    collaboration_mode: COLLABORATION,
    summary: "auto",
  };
  draft.add({ type: "turn_context", payload });
}

/** Reasoning that only its maker can read, then a tool call with its output. */
function addWork(draft: Draft, outputLength: number): void {
  addItem(draft, { type: "reasoning", summary: [], encrypted_content: `gAAAA${draft.prose.cipher(900)}` });
  const call = `call_${draft.random.hex(24)}`;
  const script = {
    command: ["bash", "-lc", "rg --json TODO src | head -50"],
    workdir: draft.session.cwd,
  };
  addItem(draft, { type: "function_call", name: "shell", arguments: JSON.stringify(script), call_id: call });
  const output = JSON.stringify({ output: draft.prose.text(outputLength), metadata: { exit_code: 0 } });
  addItem(draft, { type: "function_call_output", call_id: call, output });
}

function addAnswer(draft: Draft): void {
  const message = draft.prose.text(draft.random.between(80, 900));
  addEvent(draft, { type: "agent_message", message, phase: null, memory_citation: null });
  addMessage(draft, "assistant", message);
}

function addMessage(draft: Draft, role: "developer" | "user" | "assistant", text: string): void {
  const kind = role === "assistant" ? "output_text" : "input_text";
  addItem(draft, { type: "message", role, content: [{ type: kind, text }] });
}

function addItem(draft: Draft, payload: Fields): void {
  draft.add({ type: "response_item", payload });
}

function addEvent(draft: Draft, payload: Fields): void {
  draft.add({ type: "event_msg", payload });
}
