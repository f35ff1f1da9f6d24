import { join } from "node:path";
import type { Draft } from "./draft.ts";
import { MODEL, PERMISSIONS } from "./layout.ts";
import { NewDatabase, seconds } from "./new-database.ts";
import { rolloutPlace } from "./session.ts";
import { LAYOUTS } from "./write-rollout.ts";

/** `state_5.sqlite` with one row for each thread; the schema is 0.169.0's own. */
export class StateDatabase {
  readonly #database: NewDatabase;
  readonly #livesAt: string;

  /** `livesAt` is the home that the rows name: Codex stores absolute paths. */
  constructor(directory: string, livesAt: string) {
    this.#database = new NewDatabase(join(directory, "state_5.sqlite"), "state_5.sql");
    this.#livesAt = livesAt;
    this.#database.insert("backfill_state", {
      id: 1,
      status: "complete",
      last_watermark: null,
      last_success_at: 0,
      updated_at: 0,
    });
  }

  add({ session, nowMs }: Draft): void {
    this.#database.insert("threads", {
      id: session.id,
      rollout_path: join(this.#livesAt, rolloutPlace(session)),
      created_at: seconds(session.startedMs),
      updated_at: seconds(nowMs),
      source: "exec",
      model_provider: session.provider,
      cwd: session.cwd,
      title: session.title,
      sandbox_policy: JSON.stringify(PERMISSIONS),
      approval_mode: "never",
      archived: session.archived ? 1 : 0,
      archived_at: session.archived ? seconds(nowMs) : null,
      cli_version: LAYOUTS[session.layout].cliVersion,
      first_user_message: session.title,
      model: MODEL,
      created_at_ms: session.startedMs,
      updated_at_ms: nowMs,
      thread_source: "user",
      preview: session.title,
      history_mode: session.layout,
      originator: "codex_exec",
    });
  }

  close(): void {
    this.#database.close();
  }
}
