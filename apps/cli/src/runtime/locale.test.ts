import { expect, test } from "vitest";
import { localeOf, parseLocale } from "./locale.ts";

test.each([
  [{}, "en"],
  [{ LANG: "C" }, "en"],
  [{ LANG: "zh_CN.UTF-8" }, "zh-CN"],
  [{ LANG: "zh_TW.UTF-8" }, "zh-CN"],
  [{ LANG: "zha" }, "en"],
  [{ LC_ALL: "en_US.UTF-8", LANG: "zh_CN.UTF-8" }, "en"],
  [{ LC_ALL: "", LC_MESSAGES: "zh_CN", LANG: "en_US" }, "zh-CN"],
  [{ ZCF_LANG: "zh-CN", LC_ALL: "en_US.UTF-8" }, "zh-CN"],
  [{ ZCF_LANG: "en", LANG: "zh_CN.UTF-8" }, "en"],
])("%o", (variables, locale) => {
  expect(localeOf(variables)).toBe(locale);
});

test.each([
  ["en", "en"],
  ["zh-CN", "zh-CN"],
  ["zh", "zh-CN"],
  ["fr", null],
  ["", null],
])("--lang %s", (name, locale) => {
  expect(parseLocale(name)).toBe(locale);
});
