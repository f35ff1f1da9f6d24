import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { CodexHome } from "../src/codex-home.ts";
import { expectExit, expectListed, expectResumes } from "../src/expectations.ts";
import { threadWith } from "../src/family.ts";
import { codexHomeForTest } from "../src/in-home.ts";
import { at, type Json } from "../src/json.ts";
import { sendTurn } from "../src/threads.ts";
import { versionsWith } from "../src/versions.ts";
import { zcfRestore, zcfSwitch } from "../src/zcf.ts";

const OWN = "gpt-5.5";
const OF_BETA = "a-model-of-beta";

// An app-server resumes with the model of the index (docs/facts.md), which the new provider may not know.
describe.each(versionsWith((traits) => traits.archives))(
  "codex %s: a provider that names a model",
  (version) => {
    test("gets it for older threads too, from an app-server and from exec", async () => {
      const { home, id } = await withThread(version);
      expectExit(await zcfSwitch(home, "beta"), 0);
      expect(await modelOfServerResume(home, id, "beta")).toBe(OF_BETA);
      await expectResumes(home, id, { on: "beta", notOn: "alpha" });
      expect(modelSent(home, "beta")).toBe(OF_BETA);
      await expectListed(home, [id]);
      expect(await modelOfServerResume(home, id, "beta")).toBe(OF_BETA);
    });

    test("leaves each thread its own on the way back to one that names none", async () => {
      const { home, id } = await withThread(version);
      expectExit(await zcfSwitch(home, "beta"), 0);
      expectExit(await zcfSwitch(home, "alpha"), 0);
      expect(await modelOfServerResume(home, id, "alpha")).toBe(OWN);
      await expectResumes(home, id, { on: "alpha", notOn: "beta" });
      expect(modelSent(home, "alpha")).toBe(OWN);
    });

    test("also after turns there, and with a restore", async () => {
      const { home, id } = await withThread(version);
      expectExit(await zcfSwitch(home, "beta"), 0);
      expect(await modelOfServerResume(home, id, "beta")).toBe(OF_BETA);
      expectExit(await zcfRestore(home), 0);
      expectExit(await zcfSwitch(home, "alpha"), 0);
      expect(await modelOfServerResume(home, id, "alpha")).toBe(OWN);
    });
  },
);

interface WithThread {
  readonly home: CodexHome;
  readonly id: string;
}

async function withThread(version: string): Promise<WithThread> {
  const home = await codexHomeForTest({ version });
  const config = await readFile(home.config, "utf8");
  await writeFile(home.config, config.replace('name = "beta"', `name = "beta"\nmodel = "${OF_BETA}"`));
  const server = await home.appServer();
  const { id } = await threadWith(server, ["question one"]);
  await server.close();
  return { home, id };
}

/** The model of a turn that a fresh app-server sends in a thread it resumes. */
async function modelOfServerResume(home: CodexHome, threadId: string, provider: string): Promise<Json> {
  home.server(provider).forget();
  const server = await home.appServer();
  await server.call("thread/resume", { threadId });
  await sendTurn(server, threadId, "and another question");
  await server.close();
  return modelSent(home, provider);
}

function modelSent(home: CodexHome, provider: string): Json {
  return at(home.server(provider).turns()[0]?.body, "model") ?? null;
}
