import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type FoundLine, LineFinder } from "./line-finder.ts";

const NEEDLES = ['"session_meta"', '"thread_settings_applied"'];

function find(chunks: readonly Uint8Array[]): readonly FoundLine[] {
  const finder = new LineFinder(NEEDLES);
  return [...chunks.flatMap((chunk) => finder.push(chunk)), ...finder.end()];
}

function findIn(text: string): readonly FoundLine[] {
  return find([Buffer.from(text)]);
}

test("an empty file has no lines", () => {
  expect(find([])).toEqual([]);
  expect(find([new Uint8Array()])).toEqual([]);
});

test("lines are numbered from 1 and measured without their newline", () => {
  const text = '{}\n{"type":"session_meta"}\n\n{"type":"thread_settings_applied"}\n{}\n';
  expect(findIn(text)).toEqual([
    { number: 2, offset: 3, length: 23 },
    { number: 4, offset: 28, length: 34 },
  ]);
});

test("the last line needs no newline", () => {
  expect(findIn('{}\n"session_meta"')).toEqual([{ number: 2, offset: 3, length: 14 }]);
});

test("a carriage return belongs to the line", () => {
  expect(findIn('"session_meta"\r\n{}\r\n')).toEqual([{ number: 1, offset: 0, length: 15 }]);
});

test("a mention inside another string is not found", () => {
  const mention = JSON.stringify({ text: JSON.stringify({ type: "session_meta" }) });
  expect(findIn(`${mention}\n`)).toEqual([]);
});

test("bytes that are not UTF-8 do not disturb offsets", () => {
  const chunk = Buffer.concat([Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from('"session_meta"\n')]);
  expect(find([chunk])).toEqual([{ number: 2, offset: 3, length: 14 }]);
});

test("two needles in a line are one line", () => {
  expect(findIn('"session_meta" "thread_settings_applied" "session_meta"\n')).toHaveLength(1);
});

test("a view into a larger buffer is read from its own start", () => {
  const whole = Buffer.from('"session_meta"\nxx"session_meta"\n');
  expect(find([whole.subarray(17)])).toEqual([{ number: 1, offset: 0, length: 14 }]);
});

test("a 64 MB line passes through without being kept", () => {
  const finder = new LineFinder(NEEDLES);
  const chunk = Buffer.alloc(1 << 20, "x");
  const before = process.memoryUsage().arrayBuffers;
  for (let index = 0; index < 64; index += 1) expect(finder.push(chunk)).toEqual([]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20);
  expect(finder.push(Buffer.from('\n"session_meta"'))).toEqual([]);
  expect(finder.end()).toEqual([{ number: 2, offset: 64 * (1 << 20) + 1, length: 14 }]);
});

const pieces = fc.constantFrom(
  '"session_meta"',
  '"thread_settings_applied"',
  '"session',
  '_meta"',
  "\n",
  "\r\n",
  "x",
  '\\"',
);
const files = fc.array(pieces, { maxLength: 60 }).map((parts) => Buffer.from(parts.join("")));

test("however the file is cut into chunks, the same lines are found as by splitting it", () => {
  fc.assert(
    fc.property(files, fc.array(fc.nat(80), { maxLength: 20 }), (file, sizes) => {
      expect(find(cut(file, sizes))).toEqual(expected(file.toString()));
    }),
    { numRuns: 1000 },
  );
});

function cut(file: Buffer, sizes: readonly number[]): readonly Buffer[] {
  let from = 0;
  const chunks = sizes.map((size) => file.subarray(from, (from += size)));
  return [...chunks, file.subarray(from)];
}

function expected(text: string): readonly FoundLine[] {
  let offset = 0;
  const lines = text.split("\n").map((line, index) => {
    const found = { line, number: index + 1, offset, length: line.length };
    offset += line.length + 1;
    return found;
  });
  return lines
    .filter(({ line }) => NEEDLES.some((needle) => line.includes(needle)))
    .map(({ number, offset, length }) => ({ number, offset, length }));
}

test("goes on where an earlier search ended, as if it had never stopped", () => {
  fc.assert(
    fc.property(files, fc.nat(120), (file, at) => {
      const first = new LineFinder(NEEDLES);
      const head = first.push(file.subarray(0, at));
      const second = new LineFinder(NEEDLES, first.unfinished);
      const rest = second.push(file.subarray(first.unfinished.offset));
      expect([...head, ...rest, ...second.end()]).toEqual(expected(file.toString()));
    }),
  );
});
