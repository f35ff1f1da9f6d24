import type { Prose } from "./prose.ts";
import { type Random, uuidV7 } from "./random.ts";
import type { Session } from "./session.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** A line that names the provider, or an ordinary one. */
export interface Line {
  readonly type: string;
  readonly payload: Fields;
  /** After the payload, as 0.169 has it. */
  readonly metadata?: Fields;
  readonly namesProvider?: true;
}

/** A turn and where it stands in the file, as `thread_turns` keeps it. */
export interface Turn {
  readonly id: string;
  readonly startMs: number;
  readonly startByte: number;
  readonly startOrdinal: number;
}

export interface FinishedTurn extends Turn {
  readonly endMs: number;
  readonly endByte: number;
  readonly endOrdinal: number;
}

/** What the writer of a layout may use. */
export interface DraftOptions {
  readonly session: Session;
  readonly random: Random;
  readonly prose: Prose;
  /** 0.169 numbers its lines, 0.142 does not. */
  readonly ordinals: boolean;
}

/** A rollout that is being written: it knows the time, the ordinal and the byte offset of the next line. */
export class Draft {
  readonly session: Session;
  readonly random: Random;
  readonly prose: Prose;
  readonly turns: FinishedTurn[] = [];
  bytes = 0;
  ordinal = 0;
  nowMs: number;
  /** How many lines name the provider. */
  providerLines = 0;
  readonly #ordinals: boolean;
  readonly #lines: string[] = [];

  constructor({ session, random, prose, ordinals }: DraftOptions) {
    this.session = session;
    this.random = random;
    this.prose = prose;
    this.nowMs = session.startedMs;
    this.#ordinals = ordinals;
  }

  add({ type, payload, metadata, namesProvider }: Line): void {
    const timestamp = new Date(this.nowMs).toISOString();
    const ordinal = this.#ordinals ? { ordinal: this.ordinal } : {};
    const line = `${JSON.stringify({ timestamp, ...ordinal, type, payload, ...(metadata && { metadata }) })}\n`;
    this.#lines.push(line);
    this.bytes += Buffer.byteLength(line);
    this.ordinal += 1;
    this.nowMs += this.random.between(1, 900);
    if (namesProvider === true) this.providerLines += 1;
  }

  id(): string {
    return uuidV7(this.nowMs, this.random);
  }

  beginTurn(): Turn {
    return { id: this.id(), startMs: this.nowMs, startByte: this.bytes, startOrdinal: this.ordinal };
  }

  endTurn(turn: Turn): void {
    this.turns.push({ ...turn, endMs: this.nowMs, endByte: this.bytes, endOrdinal: this.ordinal - 1 });
  }

  get text(): string {
    return this.#lines.join("");
  }
}
