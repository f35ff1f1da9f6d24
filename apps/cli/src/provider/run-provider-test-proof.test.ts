import { expect, test } from "vitest";
import { gated, KEY, MODELS, probe, serve, status, unlisted } from "../testing/probe-server.ts";
import { makeToyBox } from "../testing/toy-session.ts";

const UNPROVEN = "Whether the key is right is not proved";

test.each([
  ["anyone gets the list", status(200, MODELS)],
  ["what it answers is no list", gated(status(200, '{"hello":1}'))],
  ["without the key it has a fault", gated(status(200, MODELS), status(503))],
  ["without the key it says nothing", gated(status(200, MODELS), (request) => request.socket.destroy())],
])("the key is not proved: %s", async (_, reply) => {
  await using server = await serve(reply);
  const { code, out } = await probe(`${server.url}/v1`);
  expect(code).toBe(0);
  expect(out).toContain(UNPROVEN);
  const json = await probe(`${server.url}/v1`, { args: ["--json"] });
  expect(JSON.parse(json.out)).toMatchObject({ outcome: "ok", key: "unproven" });
});

test.each([
  '{"error":{"message":"invalid key"}}',
  '{"type":"error","message":"no"}',
  '{"success":false,"msg":"no"}',
])("HTTP 200 with an error in it is none: %s", async (body) => {
  await using server = await serve(status(200, body));
  const { code, out } = await probe(`${server.url}/v1`);
  expect(code).toBe(1);
  expect(out).toContain("answers HTTP 200, but what it sends is an error");
  expect(out).toContain("zcf provider edit toy/x --key-stdin");
});

test.each([404, 405])("HTTP %i for the list: its model is asked for a short answer", async (code) => {
  await using server = await serve(unlisted(gated(status(200, '{"id":"r"}')), code));
  const ran = await probe(`${server.url}/v1`, { model: "gpt-c" });
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(/answers in \d+ ms and accepts the key\.\n$/);
  expect(server.asked).toEqual([`/v1/models Bearer ${KEY}`, `/v1/answers Bearer ${KEY}`, "/v1/answers -"]);
});

test.each([
  [404, '{"error":{"code":"model_not_found","message":"no"}}', "does not know the model gpt-c"],
  [
    404,
    '{"type":"error","error":{"type":"not_found_error","message":"model: gpt-c"}}',
    "does not know the model",
  ],
  [400, '{"error":{"message":"The model `gpt-c` does not exist"}}', "does not know the model gpt-c"],
  [404, '{"error":{"message":"Invalid URL (POST /v1/answers)"}}', "has nothing at this address"],
  [404, "<html>", "has nothing at this address"],
  [400, '{"error":{"message":"input is too short for this model"}}', "answers HTTP 400"],
  [401, '{"error":{"message":"bad key"}}', "does not accept the key"],
])("no list, and to a question HTTP %i %s", async (code, body, text) => {
  await using server = await serve(unlisted(status(code, body)));
  const ran = await probe(`${server.url}/v1`, { model: "gpt-c" });
  expect(ran.code).toBe(1);
  expect(ran.out).toContain(text);
});

test("no list, and no model to ask with: it is said how to go on", async () => {
  await using server = await serve(status(404));
  expect((await probe(`${server.url}/v1`)).out).toContain("zcf provider edit toy/x --model MODEL");
});

test.each([
  [
    "a variable that is not set",
    { store: "variable", key: "X_KEY" },
    "the variable X_KEY, which is not set here",
  ],
  ["no key where one should be", { store: "inline", key: null }, "has no key"],
])("%s: the server is not asked", async (_, credential, text) => {
  using box = makeToyBox("toy");
  await using server = await serve(status(200, MODELS));
  box.write("toy", { x: { fields: { "base-url": server.url }, ...credential } });
  const { code, out } = await box.run(["provider", "test", "x"]);
  expect(code).toBe(1);
  expect(out).toContain(text);
  const json = await box.run(["provider", "test", "x", "--json"]);
  expect(JSON.parse(json.out)).toMatchObject({ outcome: "no-key", status: null, key: null });
  expect(server.asked).toEqual([]);
});

test("a header from a variable is sent where that is set", async () => {
  using box = makeToyBox("toy");
  const extra: unknown[] = [];
  await using server = await serve((request, response) => {
    extra.push(request.headers["x-extra"]);
    status(200, MODELS)(request, response);
  });
  box.write("toy", { x: { fields: { "base-url": server.url }, store: "none", key: null } });
  await box.run(["provider", "test", "x"], { variables: { X_EXTRA: "yes" } });
  await box.run(["provider", "test", "x"]);
  expect(extra).toEqual(["yes", undefined]);
});

test("without a base URL there is nobody to ask", async () => {
  using box = makeToyBox("toy");
  box.write("toy", { x: { fields: {}, store: "inline", key: KEY } });
  const { error, err } = await box.run(["provider", "test", "x"]);
  expect(error).toMatchObject({ kind: "environment", code: "cli.no-base-url" });
  expect(err).toContain("zcf provider edit toy/x --base-url URL");
});
