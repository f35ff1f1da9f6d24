import { expect, test } from "vitest";
import type { Answer } from "./ask-server.ts";
import { judgeAnswer } from "./judge-answer.ts";

const REQUEST = { method: "GET", url: "https://x.example/v1/models", headers: {}, body: null } as const;

function judge(answer: Answer, fields: Readonly<Record<string, string>> = {}, url: string = REQUEST.url) {
  const entry = { id: "x", fields, keyStore: "inline", hasKey: true, current: false, problems: [] };
  return judgeAnswer({ ...REQUEST, url }, answer, entry);
}

test.each([
  ["ENOTFOUND", "dns"],
  ["EAI_AGAIN", "dns"],
  ["ECONNREFUSED", "refused"],
  ["ETIMEDOUT", "timeout"],
  ["ENETUNREACH", "unreachable"],
  ["EHOSTUNREACH", "unreachable"],
  ["ECONNRESET", "unreachable"],
  ["CERT_HAS_EXPIRED", "tls"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls"],
  ["ERR_SSL_CERTIFICATE_VERIFY_FAILED", "tls"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "no-tls"],
  ["EPROTO", "no-tls"],
  ["ERR_INVALID_URL", "bad-url"],
])("%s is %s", (code, outcome) => {
  expect(judge({ kind: "failed", code, ms: 1 })).toMatchObject({ outcome, reason: code, status: null });
});

function listing(...ids: readonly string[]): Answer {
  const body = JSON.stringify({ data: ids.map((id) => ({ id })) });
  return { kind: "answered", status: 200, location: null, ms: 1, body };
}

test.each([
  [{ model: "a" }, []],
  [{ model: "c" }, ["c"]],
  [{ model: "a[1m]", "opus-model": "c", "haiku-model": "c" }, ["c"]],
  [{ model: "sonnet" }, []],
  [{ name: "c" }, []],
])("%j asks for models that are not listed: %j", (fields, unknown) => {
  expect(judge(listing("a", "b"), fields).unknown).toEqual(unknown);
});

test.each(["{}", '{"data":[]}', '{"data":[{"name":"a"}]}', "[]", "null"])(
  "%s lists no models, so none is unknown",
  (body) => {
    const answer = { kind: "answered", status: 200, location: null, ms: 1, body } as const;
    expect(judge(answer, { model: "c" })).toMatchObject({ outcome: "ok", models: null, unknown: [] });
  },
);

test.each([
  ["https://x.example", "/models", "v1-missing"],
  ["https://x.example/v1", "/models", null],
  ["https://x.example/api/paas/v4", "/models", null],
  ["https://x.example/v1beta", "/models", null],
  ["https://x.example/anthropic/v1", "/v1/models", "v1-twice"],
  ["https://x.example/v1/v1", "/models", "v1-doubled"],
])("nothing at %s%s: %s", (base, added, hint) => {
  const url = base + added;
  const answer = { kind: "answered", status: 404, location: null, ms: 1, body: "" } as const;
  expect(judge(answer, { "base-url": base }, url).hint).toBe(hint);
});
