import {
  appendFile,
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { type Finding, type StoreAdapter, SwitchError } from "@zcf/contract";
import type { OwnCheck, OwnChecks, Switcher, SwitcherOptions } from "@zcf/core";
import { expect, test } from "vitest";
import { differences, isSqliteSidecar, readTree } from "../homes/read-tree.ts";
import { withTemporaryDirectory } from "../homes/temporary-directory.ts";
import { die, inside, SWAPPED, switcherOn } from "../toy/testing/dead-switch.ts";
import { toy } from "../toy/toy-adapter.ts";
import { makeToyHome } from "../toy/toy-home.ts";

/** What makes a check speak up, what it says then, and what its text tells somebody to do about it. */
interface Case<Check extends OwnCheck> {
  readonly severity: Finding["severity"];
  readonly params: (root: string) => unknown;
  readonly trigger: (root: string) => Promise<unknown>;
  readonly clear: (switcher: Switcher, params: OwnChecks[Check]) => Promise<unknown>;
  readonly options?: Partial<SwitcherOptions>;
}

async function switchTo(root: string, target: string): Promise<void> {
  const switcher = switcherOn(root);
  await switcher.apply(await switcher.plan({ tools: ["toy"], target }));
}

async function journals(root: string): Promise<readonly string[]> {
  const done = join(root, "state/operations/done");
  return (await readdir(done)).map((id) => join(done, id, "journal.ndjson"));
}

async function onJournal(root: string, act: (file: string) => Promise<unknown>): Promise<void> {
  const [file = ""] = await journals(root);
  await act(file);
}

async function ledgerOf(root: string): Promise<string> {
  const [name = ""] = await readdir(join(root, "state/ledger"));
  return join(root, "state/ledger", name);
}

/** Puts a link to itself in the place of something. */
async function loop(path: string): Promise<void> {
  await rename(path, `${path}-kept`);
  await symlink(path, path);
}

async function unloop(path: string): Promise<void> {
  await rm(path);
  await rename(`${path}-kept`, path);
}

/** A toy of whose homes earlier versions made copies. */
const copied: Partial<SwitcherOptions> = {
  adapters: [
    {
      ...toy(),
      locate: async (...asked) =>
        (await toy().locate(...asked)).map((store) => ({
          ...store,
          snapshot: { ...store.snapshot, earlier: ["backup/backup_*"] },
        })),
    },
  ],
};

const CASES: { readonly [Check in OwnCheck]: Case<Check> } = {
  "zcf.interrupted": {
    severity: "error",
    params: () => ({ operations: [expect.stringMatching(/^\d{8}T/)] }),
    trigger: (root) => die(root, { ...SWAPPED, on: inside(join(root, "home")) }, { target: "alpha" }),
    clear: (switcher) => switcher.recover(),
  },
  "zcf.backups-large": {
    severity: "warning",
    params: () => ({ bytes: expect.any(Number) as unknown, limit: 256 * 2 ** 20, operations: 2 }),
    trigger: async (root) => {
      await switchTo(root, "a-long-target-name");
      await switchTo(root, "alpha");
    },
    clear: (switcher) => switcher.pruneBackups(),
    options: { retention: { keep: 1 } },
  },
  "zcf.earlier-copies": {
    severity: "info",
    params: () => ({ copies: 1, bytes: 5 }),
    trigger: async (root) => {
      await mkdir(join(root, "home/backup/backup_1"), { recursive: true });
      await writeFile(join(root, "home/backup/backup_1/file"), "12345");
    },
    clear: (switcher) => switcher.pruneBackups({ earlier: true }),
    options: copied,
  },
  "zcf.state-open": {
    severity: "warning",
    params: (root) => ({
      count: 3,
      files: [
        join(root, "state/operations"),
        expect.stringMatching(/journal.ndjson$/),
        expect.stringMatching(/ledger/),
      ],
    }),
    trigger: async (root) => {
      await chmod(join(root, "state/operations"), 0o755);
      await onJournal(root, (file) => chmod(file, 0o640));
      await chmod(await ledgerOf(root), 0o604);
    },
    clear: (switcher) => switcher.closeState(),
  },
  "zcf.record-damaged": {
    severity: "warning",
    params: async (root) => ({ files: await journals(root) }),
    trigger: (root) => onJournal(root, (file) => writeFile(file, "{}\n")),
    clear: (_, { files: [file = ""] }) => rm(join(file, ".."), { recursive: true }),
  },
  "zcf.record-newer": {
    severity: "warning",
    params: async (root) => ({ files: await journals(root) }),
    trigger: (root) =>
      onJournal(root, async (file) =>
        writeFile(file, (await readFile(file, "utf8")).replace('"v":1', '"v":99')),
      ),
    clear: async (_, { files: [file = ""] }) =>
      writeFile(file, (await readFile(file, "utf8")).replace('"v":99', '"v":1')),
  },
  "zcf.ledger-damaged": {
    severity: "warning",
    params: async (root) => ({ file: await ledgerOf(root), count: 2, lines: ["6", "7"] }),
    trigger: async (root) => appendFile(await ledgerOf(root), '\n{"v":1,"key":"toy/x"}\n\0\0\0\n'),
    clear: async (_, { file, lines }) => {
      const kept = (await readFile(file, "utf8"))
        .split("\n")
        .filter((_line, index) => !lines.includes(`${index + 1}`));
      await writeFile(file, kept.join("\n"));
    },
  },
  "zcf.state-unreadable": {
    severity: "warning",
    params: (root) => ({ file: join(root, "state/operations/pending"), system: "ELOOP" }),
    trigger: (root) => loop(join(root, "state/operations/pending")),
    clear: (_, { file }) => unloop(file),
  },
  "zcf.store-unchecked": {
    severity: "error",
    params: (root) => ({ tool: "toy", file: join(root, "home/config.txt"), reason: "ELOOP" }),
    trigger: (root) => loop(join(root, "home/config.txt")),
    clear: (_, { file }) => unloop(file),
  },
  "zcf.claim-elsewhere": {
    severity: "warning",
    params: () => ({
      file: expect.stringMatching(/\.claim$/) as unknown,
      host: "elsewhere",
      pid: 7,
      since: "",
    }),
    trigger: async (root) => {
      await mkdir(join(root, "state/locks/x"), { recursive: true, mode: 0o700 });
      const claim = { pid: 7, host: "elsewhere", started: null, command: "zcf" };
      await writeFile(join(root, "state/locks/x/7-00.claim"), JSON.stringify(claim), { mode: 0o600 });
    },
    clear: (_, { file }) => rm(file),
  },
};

/** A home with one switch behind it. */
async function withWorld(use: (root: string) => Promise<void>): Promise<void> {
  await withTemporaryDirectory(async (root) => {
    await makeToyHome(join(root, "home"), 1);
    await switchTo(root, "beta");
    await use(root);
  });
}

/** Also those that core itself has of a store. */
async function own(root: string, options: Partial<SwitcherOptions> = {}): Promise<readonly Finding[]> {
  const found = await switcherOn(root, options).diagnose();
  const ofStores = found.stores.flatMap(({ findings }) => findings);
  return [...found.own, ...ofStores.filter(({ check }) => check.startsWith("zcf."))];
}

test.each(Object.keys(CASES) as OwnCheck[])("%s", async (check) => {
  const { severity, params, trigger, clear, options } = CASES[check] as Case<OwnCheck>;
  await withWorld(async (root) => {
    expect(await own(root, options)).toEqual([]);
    await trigger(root);
    const found = await own(root, options);
    const fixable = check === "zcf.state-open";
    expect(found).toEqual([{ check, severity, params: await params(root), fixable }]);
    await clear(switcherOn(root, options), found[0]?.params as never);
    expect(await own(root, options)).toEqual([]);
  });
});

/** A toy under another name, which does something else. */
function other(what: Partial<StoreAdapter>): StoreAdapter {
  return { ...toy(), id: "other", aliases: [], ...what };
}

const closed = Object.assign(new Error("closed"), { code: "EACCES", path: "/closed" });

test.each<readonly [string, Partial<StoreAdapter>]>([
  ["found", { locate: () => Promise.reject(closed) }],
  ["read", { diagnose: () => Promise.reject(closed) }],
])("a store that cannot be %s does not keep the others from being checked", async (_, what) => {
  await withWorld(async (root) => {
    const adapters = [other(what), toy()];
    const params = { tool: "other", file: "/closed", reason: "EACCES" };
    expect(await own(root, { adapters })).toEqual([
      { check: "zcf.store-unchecked", severity: "error", params, fixable: false },
    ]);
    const { stores } = await switcherOn(root, { adapters }).diagnose();
    const ofToy = stores.find(({ tool }) => tool === "toy");
    expect(ofToy?.findings.map(({ check }) => check)).toEqual(["toy.line-ends", "toy.loose-mode"]);
  });
});

test("what is no fault of the machine is no finding", async () => {
  await withWorld(async (root) => {
    const adapters = [other({ diagnose: () => Promise.reject(new TypeError("ours")) }), toy()];
    await expect(switcherOn(root, { adapters }).diagnose()).rejects.toThrow("ours");
  });
});

test("of one thing that cannot be read every other check still tells, and the stores are checked", async () => {
  await withWorld(async (root) => {
    await onJournal(root, (file) => writeFile(file, "{}\n"));
    const ledger = await ledgerOf(root);
    await appendFile(ledger, "no line\n");
    await loop(ledger);
    await loop(join(root, "state/locks"));
    const checks = (await own(root)).map(({ check }) => check);
    expect(checks).toEqual([
      "zcf.record-damaged",
      "zcf.state-unreadable",
      "zcf.state-unreadable",
      "zcf.ledger-damaged",
    ]);
    const { stores } = await switcherOn(root).diagnose();
    expect(stores[0]?.findings.map(({ check }) => check)).toEqual(["toy.line-ends", "toy.loose-mode"]);
  });
});

test("where no tool is, there are no stores, and where one is named it is missed", async () => {
  await withWorld(async (root) => {
    const missing = new SwitchError({ kind: "environment", code: "home-missing", params: {} });
    const adapters = [other({ locate: () => Promise.reject(missing) })];
    const switcher = switcherOn(root, { adapters });
    expect((await switcher.diagnose()).stores).toEqual([]);
    await expect(switcher.diagnose({ tools: ["other"] })).rejects.toMatchObject({ code: "home-missing" });
    await expect(switcher.diagnose({ home: "/x" })).rejects.toMatchObject({ code: "home-missing" });
  });
});

test("asking writes nothing", async () => {
  await withWorld(async (root) => {
    const skip = isSqliteSidecar;
    const before = await readTree(root, { skip });
    await switcherOn(root).diagnose();
    expect(differences(before, await readTree(root, { skip }))).toEqual([]);
  });
});

test("a line that a crash tore, and a claim of this machine, are no damage", async () => {
  await withWorld(async (root) => {
    await appendFile(await ledgerOf(root), '\n{"v":1,"key":"toy/x","val');
    await mkdir(join(root, "state/locks/x"), { recursive: true, mode: 0o700 });
    const claim = { pid: 7, host: hostname(), started: null, command: "zcf" };
    await writeFile(join(root, "state/locks/x/7-00.claim"), JSON.stringify(claim), { mode: 0o600 });
    expect(await own(root)).toEqual([]);
  });
});

test("our state is closed without following links out of it, and without opening anything", async () => {
  await withWorld(async (root) => {
    const outside = join(root, "outside");
    await writeFile(outside, "", { mode: 0o644 });
    await symlink(outside, join(root, "state/backups-link"));
    await mkdir(join(root, "state/backups/x"), { recursive: true, mode: 0o700 });
    await symlink(outside, join(root, "state/backups/x/link"));
    await writeFile(join(root, "state/backups/x/file"), "", { mode: 0o444 });
    await switcherOn(root).closeState();
    expect((await stat(outside)).mode & 0o777).toBe(0o644);
    expect((await stat(join(root, "state/backups/x/file"))).mode & 0o777).toBe(0o400);
  });
});

test("findings of a store come with its tool, and are none for an adapter that checks nothing", async () => {
  await withWorld(async (root) => {
    const checks = async (options: Partial<SwitcherOptions> = {}): Promise<readonly string[]> =>
      (await switcherOn(root, options).diagnose({ tools: ["toy"] })).stores.flatMap(({ tool, findings }) =>
        findings.map(({ check }) => `${tool} ${check}`),
      );
    expect(await checks()).toEqual(["toy toy.line-ends", "toy toy.loose-mode"]);
    const silent = Object.fromEntries(Object.entries(toy()).filter(([name]) => name !== "diagnose"));
    expect(await checks({ adapters: [silent as unknown as StoreAdapter] })).toEqual([]);
  });
});
