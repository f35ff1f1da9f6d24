import { isBuiltin } from "node:module";
import { posix } from "node:path";
import type { GlobalUse, Import } from "./module-facts.ts";
import { factsOf } from "./module-facts.ts";

export interface Source {
  /** From the repository's root, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** DESIGN 2: which workspace packages a package may import. A store is any `store-*`. */
const EDGES: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  formats: ["contract"],
  core: ["contract"],
  backup: ["contract"],
  import: ["contract", "formats"],
  store: ["contract", "formats"],
  "adapter-testkit": ["contract", "core"],
  cli: ["contract", "formats", "core", "backup", "import", "store"],
};

/** Packages that compute from what they are given and reach nothing else. */
const PURE = new Set(["contract", "formats", "backup", "import", "store"]);

const PURE_BUILTINS = new Set([
  "path",
  "path/posix",
  "path/win32",
  "url",
  "util",
  "buffer",
  "string_decoder",
  "zlib",
]);
const PURE_CRYPTO = new Set(["createHash", "hash", "Hash", "timingSafeEqual"]);

/** Modules through which a user's byte can change. */
const WRITERS = new Set(["fs", "fs/promises", "child_process", "sqlite", "@photostructure/sqlite"]);

/** What of `fs` the program may use: none of it can change a byte. */
const LOOKS = new Set(["readFileSync", "createReadStream", "accessSync", "statSync", "constants"]);

/** Modules and globals through which something can be sent. */
const NETWORK_MODULES = new Set(["http", "https", "http2", "net", "tls", "dgram", "dns", "dns/promises"]);
const NETWORK_GLOBALS = new Set(["fetch", "WebSocket", "EventSource", "XMLHttpRequest"]);

/** `zcf provider test` asks a provider's server; nothing else of ours reaches the network. */
const ASKS_SERVERS = "apps/cli/src/provider/probe/ask-server.ts";

/** `zcf demo` and the tests' sandboxes write files in a home they have just made, where no byte is a user's. */
const MAKE_THEIR_OWN_FILES = ["apps/cli/src/demo/", "apps/cli/src/testing/"];

/** Process, terminal and locale belong to the program, not to its libraries. */
const PROGRAM_MODULES = new Set(["process", "tty", "readline", "readline/promises"]);
const PROGRAM_GLOBALS = new Set(["process", "console", "navigator", "Intl"]);

const TEST_SUPPORT = /\/src\/(?:[^/]+\/)*testing\//;

/** What the disk needs of the process: who we are, what this Node can, and whether the holder of a lock still lives. */
const DISK_PROCESS = new Set(["pid", "kill", "versions", "getBuiltinModule"]);

/** Clock, randomness, network: what makes a second run differ from the first. */
const IMPURE_GLOBALS = new Set(
  "crypto performance fetch WebSocket setTimeout setInterval setImmediate globalThis global require eval Function".split(
    " ",
  ),
);

/** Every breach of the dependency rule in one module, as `file:line what`. */
export function breachesOf({ file, text }: Source): readonly string[] {
  const facts = factsOf(file, text);
  const found = [
    ...facts.imports.map((one) => ({ line: one.line, what: importBreach(file, one) })),
    ...facts.globals.map((one) => ({ line: one.line, what: globalBreach(file, one) })),
  ];
  return found.flatMap(({ line, what }) => (what === null ? [] : [`${file}:${String(line)} ${what}`]));
}

/** Every breach in the run-time dependencies that a package's manifest states. */
export function manifestBreachesOf({ file, text }: Source): readonly string[] {
  const manifest = JSON.parse(text) as Partial<Record<string, Readonly<Record<string, string>>>>;
  const names = ["dependencies", "peerDependencies", "optionalDependencies"].flatMap((kind) =>
    Object.keys(manifest[kind] ?? {}),
  );
  return names.flatMap((name) => {
    const breach = workspaceBreach(file, name);
    return breach === null ? [] : [`${file} ${breach}`];
  });
}

function importBreach(file: string, { specifier, names }: Import): string | null {
  if (specifier === null) return mayLoadAnything(file) ? null : "imports a module whose name is computed";
  if (specifier.startsWith(".")) return relativeBreach(file, specifier);
  if (specifier.startsWith("@zcf/")) return workspaceBreach(file, specifier);
  const name = specifier.replace(/^node:/, "");
  if (isBuiltin(specifier) || WRITERS.has(name)) return builtinBreach(file, name, names);
  return null;
}

/** Plug-ins and optional drivers are loaded by name; everything else is known before it runs. */
function mayLoadAnything(file: string): boolean {
  return layerOf(file) === "cli" || inDisk(file) || isTest(file) || layerOf(file) === "adapter-testkit";
}

function relativeBreach(file: string, specifier: string): string | null {
  if (leavesPackage(file, specifier)) return `reaches out of its package: ${specifier}`;
  const target = posix.join(posix.dirname(file), specifier);
  return TEST_SUPPORT.test(target) && !isTest(file) ? `imports what is for tests: ${specifier}` : null;
}

function leavesPackage(file: string, specifier: string): boolean {
  const target = posix.join(posix.dirname(file), specifier);
  return !target.startsWith(`${packageFolderOf(file)}/`);
}

function workspaceBreach(file: string, specifier: string): string | null {
  const imported = /^@zcf\/([^/]+)/.exec(specifier)?.[1];
  if (imported === undefined) return null;
  if (imported === "cli") return "imports @zcf/cli: nobody sees the program";
  if (specifier !== `@zcf/${imported}`) return `imports the inside of a package: ${specifier}`;
  const from = packageFolderOf(file).split("/").at(-1);
  if (imported === from) return "imports its own package by name";
  const [importer, layer] = [layerOf(file), layerOfPackage(imported)];
  if (importer === "store" && layer === "store") return `imports another store: ${specifier}`;
  if (isTest(file) || EDGES[importer]?.includes(layer) === true) return null;
  return `${importer} must not import ${specifier}`;
}

function builtinBreach(file: string, name: string, names: readonly string[]): string | null {
  const layer = layerOf(file);
  if (isTest(file) || layer === "adapter-testkit") return null;
  if (NETWORK_MODULES.has(name) && file !== ASKS_SERVERS)
    return `imports ${name}: only ${ASKS_SERVERS} reaches the network`;
  if (layer === "cli") return programBreach(file, name, names);
  if (name === "process" && inDisk(file) && names.every((one) => DISK_PROCESS.has(one))) return null;
  if (PROGRAM_MODULES.has(name)) return `imports ${name}: only apps/cli touches the process`;
  if (PURE.has(layer)) return pureBuiltinBreach(name, names);
  return WRITERS.has(name) && !inDisk(file) ? `imports ${name}: only core/src/disk reaches the disk` : null;
}

/** The program has the process, but the disk only to read its own manifest: files are core's business there too. */
function programBreach(file: string, name: string, names: readonly string[]): string | null {
  if (!WRITERS.has(name) || MAKE_THEIR_OWN_FILES.some((folder) => file.startsWith(folder))) return null;
  const writing = names.filter((one) => !LOOKS.has(one));
  return writing.length === 0 ? null : `imports ${name}: only core/src/disk reaches the disk`;
}

function pureBuiltinBreach(name: string, names: readonly string[]): string | null {
  if (PURE_BUILTINS.has(name)) return null;
  if (name !== "crypto") return `imports ${name}: a pure package reaches nothing`;
  const impure = names.filter((one) => !PURE_CRYPTO.has(one));
  return impure.length === 0 ? null : `imports ${impure.join(", ")} of crypto: only hashes are pure`;
}

function globalBreach(file: string, { name }: GlobalUse): string | null {
  const layer = layerOf(file);
  if (isTest(file) || layer === "adapter-testkit") return null;
  if (NETWORK_GLOBALS.has(name)) return `uses ${name}: only ${ASKS_SERVERS} reaches the network`;
  if (layer === "cli") return null;
  if (PROGRAM_GLOBALS.has(name)) return `uses ${name}: only apps/cli touches the process and the locale`;
  if (name.startsWith(".")) return `calls ${name}: its result depends on the locale`;
  const clockOrDice = IMPURE_GLOBALS.has(name) || /^(new )?Date|^Math/.test(name);
  return PURE.has(layer) && clockOrDice
    ? `uses ${name}: a pure package has no clock, randomness or network`
    : null;
}

/** `packages/core/src/x.ts` -> `packages/core`. */
function packageFolderOf(file: string): string {
  return file.split("/").slice(0, 2).join("/");
}

function layerOf(file: string): string {
  return layerOfPackage(packageFolderOf(file).split("/").at(-1) ?? "");
}

function layerOfPackage(name: string): string {
  const layer = name.startsWith("store-") ? "store" : name;
  if (EDGES[layer] === undefined)
    throw new Error(`no dependency rule for the package ${name}: add it to EDGES`);
  return layer;
}

function inDisk(file: string): boolean {
  return file.startsWith("packages/core/src/disk/");
}

/** A test, or what only tests import. */
function isTest(file: string): boolean {
  return file.endsWith(".test.ts") || TEST_SUPPORT.test(file);
}
