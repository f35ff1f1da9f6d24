import { expect, test } from "vitest";
import { isLikeKey } from "./like-key.ts";

test.each([
  "sk-proj-x",
  "sk_live_1",
  "0123456789abcdef0123",
  "AIzaSyD-1234567890abcdefghij",
  "deadbeef0123456789.Abc1234567890x",
])("%s may be a key", (word) => {
  expect(isLikeKey(word)).toBe(true);
});

test.each([
  "OPENAI_API_KEY",
  "MY_COMPANY_OPENAI_API_KEY_2",
  "key.txt",
  "my-openai-key-2026-11.txt",
  "/run/secrets/key0123456789abcdef",
  "a1",
])("%s is a name", (word) => {
  expect(isLikeKey(word)).toBe(false);
});
