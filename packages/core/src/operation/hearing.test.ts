import { expect, test } from "vitest";
import { nodeDisk } from "../disk/node-disk.ts";
import { hearing } from "./hearing.ts";

test("an abort is heard in the midst of work that waits for nothing", async () => {
  const controller = new AbortController();
  const hear = hearing(await nodeDisk(), controller.signal);
  setImmediate(() => controller.abort());
  const work = async (): Promise<void> => {
    for (let item = 0; item < 100_000; item += 1) await hear();
  };
  await expect(work()).rejects.toMatchObject({ name: "AbortError" });
});

test("without a signal nothing ends it", async () => {
  const hear = hearing(await nodeDisk(), undefined);
  for (let item = 0; item < 200; item += 1) await hear();
});
