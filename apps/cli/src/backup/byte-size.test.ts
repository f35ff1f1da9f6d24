import { expect, test } from "vitest";
import { formatBytes, parseBytes } from "./byte-size.ts";

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1024, "1.0 KiB"],
  [1536, "1.5 KiB"],
  [10_189, "10 KiB"],
  [2 ** 20 - 1, "1.0 MiB"],
  [256 * 2 ** 20, "256 MiB"],
  [2.1 * 2 ** 30, "2.1 GiB"],
  [5000 * 2 ** 40, "5000 TiB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  ["0", 0],
  ["500", 500],
  ["500B", 500],
  ["64k", 65_536],
  ["200M", 200 * 2 ** 20],
  ["200 MB", 200 * 2 ** 20],
  ["1GiB", 2 ** 30],
  ["1.5g", 1.5 * 2 ** 30],
  ["0.5", 1],
])("%s is %d bytes", (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

test.each(["", "M", "-1", "1e3", "10 apples", "1iB", "0x10", "9999999T"])("%j is no size", (text) => {
  expect(parseBytes(text)).toBeNull();
});
