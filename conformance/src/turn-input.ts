import type { RecordedRequest } from "./fake-responses.ts";
import { at, type Json, listAt } from "./json.ts";

/** What the user said, as the model of a turn sees it, in order; what Codex says in the user's name is left out. */
export function userTexts(turn: RecordedRequest | undefined): readonly string[] {
  const messages = listAt(turn?.body, "input").filter((item) => at(item, "role") === "user");
  return messages.flatMap(textsOf).filter((text) => !/^(<|# AGENTS\.md )/.test(text));
}

function textsOf(message: Json): readonly string[] {
  const texts = listAt(message, "content").map((part) => at(part, "text"));
  return texts.filter((text) => typeof text === "string");
}
