import type { Locale } from "../runtime/locale.ts";
import type { Messages } from "./messages.ts";

/** Only the language that is asked for is read. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  if (locale === "zh-CN") return (await import("./zh-CN.ts")).zhCN;
  return (await import("./en.ts")).en;
}
