// Writes the made-up Codex home of the benchmark to a new directory, to look at or to profile on.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { makeHome } from "./home/make-home.ts";
import { readOptions, USAGE } from "./options.ts";

const { rest, ...wanted } = readOptions(process.argv.slice(2));
const [place] = rest;
if (place === undefined || existsSync(place)) throw new Error(`make-home NEW_DIRECTORY ${USAGE}`);
const directory = resolve(place);
console.log(makeHome({ ...wanted, directory, livesAt: directory }));
