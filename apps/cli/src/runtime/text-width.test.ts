import { expect, test } from "vitest";
import { cutTo, padTo, widthOf } from "./text-width.ts";

test.each([
  ["", 0],
  ["alpha", 5],
  ["测试", 4],
  ["a（b）", 6],
  ["…→é", 3],
  ["🚀", 2],
])("%s takes %s columns", (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test("padded and cut by columns, not characters", () => {
  expect(padTo("会话", 6)).toBe("会话  ");
  expect(padTo("sessions", 6)).toBe("sessions");
  expect(cutTo("1/2 个会话", 7)).toBe("1/2 个");
  expect(cutTo("1/2", 80)).toBe("1/2");
});
