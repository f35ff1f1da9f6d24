import { createRandom, type Random } from "./random.ts";

/** Cuts pieces (up to 256 kB) from pools of made-up text and ciphertext, which is much faster than making each. */
export interface Prose {
  /** Markdown with line ends, quotes, code, and JSON that looks like what a switch edits but is only talked about. */
  text(length: number): string;
  /** What `encrypted_content` looks like. */
  cipher(length: number): string;
}

const POOL = 1 << 18;
const WORDS =
  'the agent reads a file and writes "another" one before it runs `pnpm test` in /work/app; then\n\n- item\n- path/to/module.ts:42\nwith = its output, naïve — 例え ✓'.split(
    " ",
  );
/** A session that worked on Codex's own files. */
const MENTION = '{"type":"session_meta","payload":{"model_provider":"alpha"}}';
const MENTION_EVERY = 1000;
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export function createProse(seed: number): Prose {
  const random = createRandom(seed);
  const words = fill(() => `${word(random)} `);
  const letters = fill(() => pick(BASE64, random));
  return { text: (length) => cut(words, length, random), cipher: (length) => cut(letters, length, random) };
}

function fill(piece: () => string): string {
  const pieces: string[] = [];
  for (let length = 0; length < POOL; length += pieces.at(-1)?.length ?? 0) pieces.push(piece());
  return pieces.join("");
}

function word(random: Random): string {
  return random.between(1, MENTION_EVERY) === 1 ? MENTION : pick(WORDS, random);
}

function pick(from: string | readonly string[], random: Random): string {
  return from[random.between(0, from.length - 1)] ?? "";
}

function cut(pool: string, length: number, random: Random): string {
  const start = random.between(0, pool.length - length);
  return pool.slice(start, start + length);
}
