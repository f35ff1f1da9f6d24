import type { UiMessages } from "../../messages/ui-messages.ts";
import type { Channel } from "../../runtime/terminal.ts";
import { cutTo } from "../../runtime/text-width.ts";

/** Says that sessions are being read, once that takes long enough to wonder; only on a terminal. */
export interface ReadingLine {
  begin(): void;
  /**
   * So many were read since; nothing unless it has begun.
   *
   * It draws by itself, because a timer is not heard while files are read one right after the other.
   */
  tick(count: number): void;
  /** Takes it off the screen, before anything else is written there, and ends it. */
  clear(): void;
}

/** Whoever waits less does not wonder. */
const PATIENCE_MS = 500;
const PAUSE_MS = 200;
const CLEAR_LINE = "\r\u001b[2K";

export function createReadingLine(
  channel: Channel,
  label: UiMessages["reading"],
  now: () => number = () => performance.now(),
): ReadingLine {
  let since: number | null = null;
  let drawn: number | null = null;
  const draw = (count: number, elapsed: number): void => {
    const text = label(count, Math.round((count * 1000) / elapsed));
    channel.write(`${CLEAR_LINE}${cutTo(text, (channel.columns ?? 1) - 1)}`);
  };
  return {
    begin: () => {
      since = now();
    },
    tick: (count) => {
      if (since === null || channel.columns === null) return;
      const time = now();
      if (time - since < PATIENCE_MS || (drawn !== null && time - drawn < PAUSE_MS)) return;
      draw(count, time - since);
      drawn = time;
    },
    clear: () => {
      if (drawn !== null) channel.write(CLEAR_LINE);
      since = null;
      drawn = null;
    },
  };
}
