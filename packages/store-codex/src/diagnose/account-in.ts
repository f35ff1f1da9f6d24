import { type JsonObject, jsonAt } from "@zcf/formats";

/** The account that is logged in; `null` where there is none, or it has no id. */
export function accountIn(data: JsonObject | null): string | null {
  const account = jsonAt(data ?? {}, "tokens", "account_id");
  return typeof account === "string" ? account : null;
}
