import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import type { BackupStrategy } from "@zcf/contract";
import { CONTRACT } from "@zcf/contract";
import type { SwitchEvent } from "@zcf/core";
import { faultyDisk } from "../faults/faulty-disk.ts";
import { readTree } from "../homes/read-tree.ts";
import type { Law } from "./law.ts";
import { eachCase, type Play } from "./play.ts";

export const discreet: Law = {
  says: "no secret is in a preview, an event, an error, a report or a journal, but sealed, and not even that when it is dropped",
  check: async (options) => {
    assert.ok(options.secrets.length > 0, "there is no secret to look for");
    await eachCase(options, async ({ play, request }) => {
      const said: unknown[] = [];
      const reporter = (event: SwitchEvent): void => void said.push(event);
      await failing(play, request, said);
      const switcher = play.open({ reporter, backups: [dropping] });
      const operation = await switcher.plan(request);
      for await (const shown of switcher.preview(operation)) said.push(shown);
      said.push(await switcher.inspect({}, "full"));
      for await (const session of switcher.sessions({})) said.push(session);
      said.push(await switcher.apply(operation));
      for await (const entry of switcher.history()) said.push(entry);
      requireSilence(said, options.secrets);
      await requireNothingKept(play);
    });
  },
};

/** Keeps no before-side that may hold a secret. */
const dropping: BackupStrategy = {
  contract: CONTRACT,
  id: "none",
  keeps: "plain",
  async *copies() {
    // Copies nothing.
  },
};

/** What is said when things go wrong. */
async function failing(play: Play, request: Parameters<Play["plan"]>[0], said: unknown[]): Promise<void> {
  const hear = (error: unknown): void => void said.push(error);
  await play.plan({ tools: [play.options.adapter.id], target: "no-such-target" }).catch(hear);
  for (const call of [0, 4, 8]) {
    const { disk } = faultyDisk(play.disk, { call, moment: "torn", failure: "EIO" });
    const switcher = play.open({ disk, reporter: (event) => void said.push(event) });
    await switcher.apply(await switcher.plan(request)).catch(hear);
    await play.open().recover();
  }
}

function requireSilence(said: readonly unknown[], secrets: readonly string[]): void {
  for (const one of said) {
    const text = textOf(one);
    const heard = secrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)));
    assert.deepEqual(heard.length, 0, `a secret is in ${text.slice(0, 60)}…`);
  }
}

/** Everything that can be reached, bytes as text, errors with their causes. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    if (typeof one === "bigint") return `${one}`;
    if (typeof one === "function") return undefined;
    if (isBytes(one)) return Buffer.from(one.data).toString("utf8");
    if (one instanceof Uint8Array) return Buffer.from(one).toString("utf8");
    if (one instanceof Error)
      return {
        ...Object.fromEntries(Object.entries(one)),
        message: one.message,
        stack: one.stack,
        cause: one.cause,
      };
    return one;
  });
}

/** What a Buffer's own `toJSON` has made of it. */
function isBytes(one: unknown): one is { readonly data: readonly number[] } {
  return typeof one === "object" && one !== null && "type" in one && one.type === "Buffer" && "data" in one;
}

/** As it is, and as it begins in base64. */
function formsOf(secret: string): readonly string[] {
  return [secret, Buffer.from(secret).toString("base64").slice(0, -4)];
}

async function requireNothingKept({ place, options }: Play): Promise<void> {
  if (!existsSync(place.state)) return;
  for (const [name, { kind, mode, content }] of await readTree(place.state)) {
    const expected = kind === "directory" ? 0o700 : 0o600;
    assert.equal(mode, expected, `${name} can be read by others`);
    const text = Buffer.from(content, "base64").toString("utf8");
    const held = options.secrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)));
    assert.equal(held.length, 0, `a secret stays in ${name}`);
  }
}
