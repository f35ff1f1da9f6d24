import type { UiMessages } from "../../messages/ui-messages.ts";
import type { Channel } from "../../runtime/terminal.ts";
import { cutTo } from "../../runtime/text-width.ts";

/** A line that is drawn over itself; only on a terminal, and only where it is worth while. */
export interface ProgressBar {
  draw(done: number, total: number): void;
  /** Takes it off the screen, before anything else is written there. */
  clear(): void;
}

/** Fewer sessions than this are done before anybody has read the bar. */
const WORTH_WHILE = 100;
const WIDTH = 24;
const CLEAR_LINE = "\r\u001b[2K";

export function createProgressBar(
  channel: Channel,
  label: UiMessages["moving"],
  now: () => number = () => performance.now(),
): ProgressBar {
  let start: Moment | null = null;
  let drawn = false;
  const clear = (): void => {
    if (drawn) channel.write(CLEAR_LINE);
    drawn = false;
  };
  return {
    clear,
    draw: (done, total) => {
      if (channel.columns === null || total <= WORTH_WHILE) return;
      start ??= { at: now(), done };
      const line = `${barOf(done, total)} ${label(done, total, rateSince(start, { at: now(), done }))}`;
      channel.write(`${CLEAR_LINE}${cutTo(line, channel.columns - 1)}`);
      drawn = true;
      if (done >= total) clear();
    },
  };
}

interface Moment {
  readonly at: number;
  readonly done: number;
}

/** Per second; what was done before the first drawing took a time nobody measured. `null` until there is a rate. */
function rateSince(start: Moment, { at, done }: Moment): number | null {
  const seconds = (at - start.at) / 1000;
  return done > start.done && seconds > 0 ? Math.round((done - start.done) / seconds) : null;
}

function barOf(done: number, total: number): string {
  const filled = Math.round((WIDTH * done) / total);
  return `[${"#".repeat(filled)}${".".repeat(WIDTH - filled)}]`;
}
