import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CANARY, makeSandbox, parseLines, type Sandbox } from "../testing/sandbox.ts";

/** A home of one provider, whose table has these lines. */
interface Sick {
  readonly check: string;
  readonly table: readonly string[];
  readonly auth?: object;
  readonly use?: string;
  /** The command that the text names; `FILE` is one with a key. */
  readonly step: string;
}

const KEY = "--key-file FILE";
const OWN = `experimental_bearer_token = "${CANARY}"`;
const STORED = ["requires_openai_auth = true", 'temp_env_key = "Q_KEY"'];

const CASES: readonly Sick[] = [
  {
    check: "codex.key-missing",
    table: STORED,
    auth: { OTHER: "x" },
    step: `--key-store bearer ${KEY}`,
  },
  { check: "codex.key-malformed", table: STORED, auth: { Q_KEY: "a b" }, step: `--key-store bearer ${KEY}` },
  {
    check: "codex.key-unknown",
    table: ["requires_openai_auth = true"],
    auth: { OPENAI_API_KEY: "x" },
    use: "openai",
    step: `--key-store bearer ${KEY}`,
  },
  {
    check: "codex.token-malformed",
    table: ['experimental_bearer_token = "a b"'],
    step: `--key-store bearer ${KEY}`,
  },
  { check: "codex.env-key-empty", table: ['env_key = ""'], step: "--key-store env --key-name NAME" },
  {
    check: "codex.command-key-missing",
    table: ['auth = { command = "zcf", args = ["key", "codex/q"] }'],
    step: `--key-store command ${KEY}`,
  },
  {
    check: "codex.base-url-extra",
    table: ['base_url = "http://q.test/v1?a=1"', OWN],
    step: "--base-url URL",
  },
  { check: "codex.base-url-missing", table: [OWN], step: "--base-url URL" },
  { check: "codex.base-url-scheme", table: ['base_url = "q.test"', OWN], step: "--base-url https://…" },
];

function makeSick(box: Sandbox, { table, auth, use = "q", check }: Sick): void {
  const url = check.startsWith("codex.base-url") ? [] : ['base_url = "http://q.test/v1"'];
  const lines = ["[model_providers.q]", 'name = "Q"', ...url, ...table];
  box.write("config.toml", `model_provider = "${use}"\n\n${lines.join("\n")}\n`);
  box.write("auth.json", JSON.stringify(auth ?? { OPENAI_API_KEY: CANARY }));
  writeFileSync(join(box.home, "key.txt"), `${CANARY}\n`);
}

async function checksOf(box: Sandbox): Promise<readonly unknown[]> {
  const { stdout } = await box.run(["doctor", "--json"]);
  return parseLines(stdout)
    .filter(({ type }) => type === "finding")
    .map(({ check }) => check);
}

test.each(CASES)("what the text of $check says clears it", async (sick) => {
  using box = await makeSandbox();
  makeSick(box, sick);
  const command = `provider edit codex/q ${sick.step}`;
  expect((await box.run(["doctor", "--check", sick.check])).stdout).toContain(`zcf ${command}`);
  const said = command
    .replace("FILE", join(box.home, "key.txt"))
    .replace("URL", "http://q.test/v1")
    .replace("https://…", "https://q.test/v1");
  expect(await box.run([...said.split(" "), "--yes"])).toMatchObject({ code: 0 });
  expect(await checksOf(box)).not.toContain(sick.check);
});

test("a file without a credential: what the text says keeps the keys of providers", async () => {
  using box = await makeSandbox();
  box.write("config.toml", box.read("config.toml").replace('model_provider = "alpha"\n', ""));
  box.write("auth.json", JSON.stringify({ OPENAI_API_KEY: null, ALPHA_API_KEY: CANARY }));
  const told = await box.run(["doctor", "--check", "codex.auth-empty"]);
  expect(told.stdout).toContain("zcf switch official");
  expect(await box.run(["switch", "official", "--yes"])).toMatchObject({ code: 0 });
  expect(await checksOf(box)).not.toContain("codex.auth-empty");
  expect(await box.run(["switch", "alpha", "--yes"])).toMatchObject({ code: 0 });
  expect(JSON.parse(box.read("auth.json"))).toMatchObject({ OPENAI_API_KEY: CANARY });
});

test("fields of earlier zcf: no step by hand is named, because that loses what they say", async () => {
  using box = await makeSandbox();
  const command = "doctor --fix --check codex.earlier-fields";
  const told = await box.run(["doctor", "--check", "codex.earlier-fields"]);
  expect(told.stdout).toContain(`    fix: zcf ${command}\n`);
  expect(await box.run([...command.split(" "), "--yes"])).toMatchObject({ code: 0 });
  expect(await checksOf(box)).not.toContain("codex.earlier-fields");
  expect(await checksOf(box)).not.toContain("codex.key-missing");
});
