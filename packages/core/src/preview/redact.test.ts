import { expect, test } from "vitest";
import { redactor } from "./redact.ts";

const PEM = "-----BEGIN KEY-----\nMIIEcanary\r\nAAAAcanary\n-----END KEY-----\n";

test("of a secret of several lines each is masked, wherever lines are shown one by one", () => {
  const mask = redactor([PEM], "salt");
  for (const line of PEM.split(/\r?\n/)) expect(mask(line)).not.toContain("canary");
  expect(mask(`key = """${PEM}"""`)).toMatch(/^key = """<secret:[0-9a-f]{4}>"""$/);
});

test("a secret with quotes and backslashes is masked in every string that may hold it", () => {
  const secret = String.raw`can"ary\no`;
  const mask = redactor([secret], "salt");
  for (const written of [`'${secret}'`, JSON.stringify(secret)])
    expect(mask(`key = ${written}`)).toMatch(/^key = (["'])<secret:[0-9a-f]{4}>\1$/);
});

test("a short line of one is no reason to mask its letters everywhere", () => {
  expect(redactor(["{\n  \n}\n"], "salt")("a = {}")).toBe("a = {}");
});
