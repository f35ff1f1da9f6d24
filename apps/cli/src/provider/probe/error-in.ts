/**
 * What an answer says of an error in its body, in small letters; `null` where it tells of none.
 *
 * As OpenAI and Anthropic write one, and the gateways before them: `error`, `type: "error"`, `success: false`. Never shown.
 */
export function errorIn(json: unknown): string | null {
  if (!isObject(json)) return null;
  const { error, type, success } = json;
  const isError = (error !== undefined && error !== null && error !== false) || type === "error";
  return isError || success === false ? JSON.stringify(json).toLowerCase() : null;
}

const UNKNOWN_MODEL =
  /model_not_found|model[^"]{0,80}(not (found|exist|available|support)|n't exist|does not exist|unknown|unsupported|invalid)|(no|unknown|unsupported|invalid)[^"]{0,40}\bmodel\b|模型[^"]{0,40}(不存在|不支持|无效)/;

/** Whether an error is about the model, not about the address: both are answered with 404. */
export function isAboutModel(status: number, error: string): boolean {
  return UNKNOWN_MODEL.test(error) || (status === 404 && /\bmodel\b/.test(error));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
