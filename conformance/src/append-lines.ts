// A program: appends whole lines to a file, as a running Codex does, one `write` each.
// Arguments: the file, how many lines, the first ordinal, and `held` (one descriptor for all) or `opened` (one for each).
import { closeSync, openSync, writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MS = 5;
const [, , file = "", count = "0", firstOrdinal = "0", how = "held"] = process.argv;
const held = how === "held" ? openSync(file, "a") : null;

process.stdout.write("ready\n");
for (let number = 0; number < Number(count); number++) {
  const descriptor = held ?? openSync(file, "a");
  writeSync(descriptor, lineOf(number));
  if (held === null) closeSync(descriptor);
  await sleep(PAUSE_MS);
}

function lineOf(number: number): string {
  const payload = { type: "agent_message", message: `appended ${number}` };
  const ordinal = Number(firstOrdinal) + number;
  return `${JSON.stringify({ timestamp: new Date().toISOString(), ordinal, type: "event_msg", payload })}\n`;
}
