import { existsSync } from "node:fs";
import { licensePlugin } from "rolldown-license-plugin";
import { defineConfig } from "tsdown";

// Shared by every package: each runs `tsdown --config ../../tsdown.config.ts` in its own folder.
// A folder with src/main.ts is a program: everything it needs is bundled, because resolving and
// reading packages one by one is most of what a short command waits for. The others are libraries:
// their dependencies stay imports.
const program = existsSync("src/main.ts");

/** What we bundle, we distribute: its licences go along. */
const licences = licensePlugin({
  failOnUnlicensed: true,
  done(packages, context) {
    const outside = packages.filter(({ name }) => !name.startsWith("@zcf/"));
    const source = outside
      .map(({ name, version, license, licenseText }) => `${name} ${version} (${license})\n\n${licenseText}`)
      .join("\n\n----\n\n");
    context.emitFile({ type: "asset", fileName: "THIRD-PARTY-LICENSES.txt", source });
  },
});

export default defineConfig({
  cwd: process.cwd(),
  entry: program ? ["src/main.ts"] : ["src/index.ts"],
  // To import a built-in as an ES module evaluates all that it exports, the streams of the process and web crypto among it.
  format: program ? "cjs" : "esm",
  platform: "node",
  target: "node20.19",
  fixedExtension: false,
  dts: program ? false : { generator: "oxc" },
  deps: { onlyBundle: program ? false : [] },
  // jsonc-parser's CommonJS build is UMD, whose requires a bundler cannot see.
  inputOptions: { resolve: { mainFields: ["module", "main"] } },
  plugins: program ? [licences] : [],
});
