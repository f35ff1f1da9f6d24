import process from "node:process";
import { expect, test } from "vitest";
import { gated, KEY, MODELS, probe, serve, status } from "../testing/probe-server.ts";
import { makeToyBox } from "../testing/toy-session.ts";

test("a list of models, and none without the key: asked with this provider's key, then with none", async () => {
  await using server = await serve(gated(status(200, MODELS)));
  const { code, out } = await probe(`${server.url}/v1`, { model: "gpt-b" });
  expect(code).toBe(0);
  expect(out).toMatch(/^127\.0\.0\.1:\d+ answers in \d+ ms, accepts the key and lists 2 models\.\n$/);
  expect(server.asked).toEqual([`/v1/models Bearer ${KEY}`, "/v1/models -"]);
});

test("a model that is not on the list", async () => {
  await using server = await serve(status(200, MODELS));
  const { code, out } = await probe(`${server.url}/v1`, { model: "gpt-c" });
  expect(code).toBe(1);
  expect(out).toContain("does not know the model gpt-c.");
  expect(out).toContain("zcf provider edit toy/x --model MODEL");
});

test.each([
  [401, "does not accept the key (HTTP 401)"],
  [403, "forbids the request (HTTP 403)"],
  [404, "has nothing at this address (HTTP 404)"],
  [429, "too many requests (HTTP 429)"],
  [503, "has a fault of its own (HTTP 503)"],
  [418, "answers HTTP 418, which tells nothing"],
])("HTTP %i", async (code, text) => {
  await using server = await serve(status(code, JSON.stringify({ error: `bad key ${KEY}` })));
  const { code: exit, out } = await probe(`${server.url}/v1`);
  expect(exit).toBe(1);
  expect(out).toContain(text);
});

test.each([
  ["", "The base URL has no /v1, and the tool adds none"],
  ["/v1/v1", "The base URL has /v1 twice"],
])("nothing is found below %j: what is odd about the address", async (path, text) => {
  await using server = await serve(status(404));
  expect((await probe(`${server.url}${path}`)).out).toContain(text);
});

test("below /v1 nothing is odd about it", async () => {
  await using server = await serve(status(404));
  expect((await probe(`${server.url}/v1`)).out).not.toContain("/v1:");
});

test("a web page is no API", async () => {
  await using server = await serve(status(200, "<!doctype html><title>Welcome</title>"));
  const { code, out } = await probe(server.url);
  expect(code).toBe(1);
  expect(out).toContain("answers with something else than JSON");
});

test("a redirect to another host gets no key", async () => {
  await using elsewhere = await serve(status(200, MODELS));
  await using server = await serve((_, response) => {
    response.writeHead(307, { location: `${elsewhere.url}/v1/models` }).end();
  });
  const { code, out } = await probe(`${server.url}/v1`);
  expect(code).toBe(1);
  expect(out).toContain(`sends us on to ${new URL(elsewhere.url).host}. The key was not sent there.`);
  expect(elsewhere.asked).toEqual([]);
});

test("a redirect on the same host is followed, but not for ever", async () => {
  await using server = await serve((request, response) => {
    if (request.url === "/v1/models") response.writeHead(308, { location: "/v2/models" }).end();
    else status(200, MODELS)(request, response);
  });
  expect((await probe(`${server.url}/v1`)).code).toBe(0);
  await using loop = await serve((_, response) => {
    response.writeHead(302, { location: "/v1/models" }).end();
  });
  expect((await probe(`${loop.url}/v1`)).out).toContain("sends us on to");
  expect(loop.asked).toHaveLength(4);
});

test("no answer in time, before and in the midst of the body", async () => {
  await using silent = await serve(() => {});
  const args = ["--timeout", "0.2"];
  expect((await probe(`${silent.url}/v1`, { args })).out).toMatch(/did not answer within 2\d\d ms/);
  await using slow = await serve((_, response) => {
    response.writeHead(200).write("{");
  });
  expect((await probe(`${slow.url}/v1`, { args })).out).toContain("did not answer within");
});

test("nobody listens", async () => {
  const { url, ...server } = await serve(status(200));
  await server[Symbol.asyncDispose]();
  const { code, out } = await probe(`${url}/v1`);
  expect(code).toBe(1);
  expect(out).toContain("refuses the connection (ECONNREFUSED)");
});

test("no TLS where it should be", async () => {
  await using server = await serve(status(200));
  const { out } = await probe(`${server.url.replace("http:", "https:")}/v1`);
  expect(out).toContain("does not answer as an https server does");
});

test("it hangs up", async () => {
  await using server = await serve((request) => request.socket.destroy());
  expect((await probe(`${server.url}/v1`)).out).toContain("cannot be reached (ECONNRESET)");
});

test.each(["ftp://x.example/v1", "no address"])("%s is no address", async (url) => {
  expect((await probe(url)).out).toContain("This is no address that can be asked");
});

test("a key that no header can hold", async () => {
  using box = makeToyBox("toy");
  await using server = await serve(status(200, MODELS));
  box.write("toy", { x: { fields: { "base-url": server.url }, store: "inline", key: `${KEY}\n` } });
  const { code, out } = await box.run(["provider", "test", "x"]);
  expect(code).toBe(1);
  expect(out).not.toContain(KEY);
  expect(server.asked).toEqual([]);
});

test("without a key it says so", async () => {
  using box = makeToyBox("toy");
  await using server = await serve(status(401));
  box.write("toy", { x: { fields: { "base-url": `${server.url}/v1` }, store: "none", key: null } });
  expect((await box.run(["provider", "test", "x"])).out).toContain("No key was sent: there is none.");
  expect(server.asked).toEqual(["/v1/models -"]);
});

test("a proxy is asked for it, where Node knows how, unless the host needs none", async ({ skip }) => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const knows = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
  skip(!knows, `Node ${process.versions.node} does not know proxyEnv`);
  using box = makeToyBox("toy");
  await using proxy = await serve(status(200, MODELS));
  box.write("toy", { x: { fields: { "base-url": "http://x.example/v1" }, store: "inline", key: KEY } });
  const variables = { HTTP_PROXY: proxy.url };
  expect((await box.run(["provider", "test", "x"], { variables })).code).toBe(0);
  expect(proxy.asked).toEqual([`http://x.example/v1/models Bearer ${KEY}`, "http://x.example/v1/models -"]);
  await using server = await serve(status(200, MODELS));
  box.write("toy", { x: { fields: { "base-url": `${server.url}/v1` }, store: "inline", key: KEY } });
  await box.run(["provider", "test", "x"], { variables: { ...variables, NO_PROXY: "127.0.0.1" } });
  expect(server.asked).toHaveLength(2);
});

test("--json", async () => {
  await using server = await serve(status(401));
  const { code, out } = await probe(`${server.url}/v1`, { args: ["--json"] });
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({
    v: 1,
    type: "probe",
    tool: "toy",
    home: expect.any(String) as string,
    id: "x",
    method: "GET",
    url: `${server.url}/v1/models`,
    outcome: "unauthorized",
    host: new URL(server.url).host,
    status: 401,
    ms: expect.any(Number) as number,
    reason: "",
    models: null,
    unknown: [],
    hint: null,
    key: null,
  });
});

test("a query, which may hold a key, is sent and never shown", async () => {
  await using server = await serve(status(401));
  for (const args of [[], ["--json"]]) {
    const { out, err } = await probe(`${server.url}/v1?api-key=sk-canary-query`, { args });
    expect(out).toContain(new URL(server.url).host);
    expect(out + err).not.toContain("canary");
  }
  expect(server.asked[0]).toContain("canary");
});
