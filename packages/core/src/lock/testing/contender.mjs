// A process of its own that contends for a lock: node contender.mjs ROOT ROUNDS
import { once } from "node:events";
import process from "node:process";
import { createViteServer } from "vitest/node";

const conditions = ["@zcf/source", "module", "node", "development|production"];
const server = await createViteServer({
  configFile: false,
  logLevel: "error",
  root: import.meta.dirname,
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
});
/** @type {typeof import("./contend.ts")} */
const { contend } = await server.ssrLoadModule("./contend.ts");
const [root = "", rounds = ""] = process.argv.slice(2);
process.stdout.write("ready\n");
// Both begin together.
await once(process.stdin, "data");
await contend(root, Number(rounds));
await server.close();
