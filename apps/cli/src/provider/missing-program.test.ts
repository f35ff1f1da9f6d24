import { chmodSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeToyBox } from "../testing/toy-session.ts";

const TEXT = "there is no a-program-of-nobody on the PATH here";

test("a program that the tool will ask for the key and does not find is told of, once it is needed", async () => {
  using box = makeToyBox("toy");
  const bin = join(box.root, "bin");
  mkdirSync(bin);
  const add = async (store: string): Promise<string> => {
    const args = ["provider", "add", "x", "--base-url", "https://x.example", "--key-store", store];
    const key = store === "none" ? [] : ["--key-env", "K"];
    const { code, out, err } = await box.run([...args, ...key, "--dry-run"], {
      variables: { K: "sk-canary", PATH: bin },
    });
    expect(code).toBe(0);
    return out + err;
  };
  expect(await add("program")).toContain(TEXT);
  expect(await add("inline")).not.toContain(TEXT);
  mkdirSync(join(bin, "a-program-of-nobody"));
  expect(await add("program")).toContain(TEXT);
  rmdirSync(join(bin, "a-program-of-nobody"));
  writeFileSync(join(bin, "a-program-of-nobody"), "");
  expect(await add("program")).toContain(TEXT);
  chmodSync(join(bin, "a-program-of-nobody"), 0o755);
  expect(await add("program")).not.toContain(TEXT);
});
