import { join } from "node:path";
import type { Draft } from "./draft.ts";
import { NewDatabase, seconds } from "./new-database.ts";

/** `thread_history_1.sqlite`: where the turns of paginated threads stand in their files. Items are left out. */
export class HistoryDatabase {
  readonly #database: NewDatabase;

  constructor(directory: string) {
    this.#database = new NewDatabase(join(directory, "thread_history_1.sqlite"), "thread_history_1.sql");
  }

  add({ session, turns, bytes, ordinal }: Draft): void {
    if (session.layout === "legacy") return;
    for (const turn of turns)
      this.#database.insert("thread_turns", {
        thread_id: session.id,
        turn_id: turn.id,
        rollout_ordinal: turn.startOrdinal,
        status: "completed",
        started_at: seconds(turn.startMs),
        completed_at: seconds(turn.endMs),
        duration_ms: turn.endMs - turn.startMs,
        rollout_byte_offset: turn.startByte,
        rollout_end_ordinal: turn.endOrdinal,
        rollout_end_byte_offset: turn.endByte,
        root_turn_id: turn.id,
      });
    this.#database.insert("thread_history_projection_state", {
      thread_id: session.id,
      next_rollout_byte_offset: bytes,
      next_rollout_ordinal: ordinal,
    });
  }

  close(): void {
    this.#database.close();
  }
}
