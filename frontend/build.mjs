// Builds the app into indsats/field/static/felt: first its files, then the worker that knows them all.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = join(here, "../indsats/field/static/felt");
const base = "/static/felt/";
const common = { root: here, base, configFile: false, logLevel: "warn" };
const jsx = { runtime: "automatic", importSource: "preact" };

async function files(version) {
  await build({
    ...common,
    define: { __VERSION__: JSON.stringify(version) },
    oxc: { jsx },
    build: {
      outDir: target,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  });
  const names = await readdir(target, { recursive: true, withFileTypes: true });
  const found = names
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
  return Promise.all(
    found.sort().map(async (path) => [relative(target, path), await readFile(path)]),
  );
}

const sum = (content, how) => createHash("sha256").update(content).digest(how);
const url = (name) => (name === "index.html" ? "/felt/" : base + name);

/** Name a version by everything it is made of. */
async function sources() {
  const found = await readdir(join(here, "src"), { recursive: true, withFileTypes: true });
  const paths = found.filter((each) => each.isFile() && !each.name.includes(".test."));
  const all = [
    ...paths.map((each) => join(each.parentPath, each.name)).sort(),
    join(here, "index.html"),
  ];
  const hash = createHash("sha256");
  for (const path of all) hash.update(await readFile(path));
  return hash.digest("hex").slice(0, 10);
}

const version = process.env.INDSATS_PHONE_VERSION ?? (await sources());
const list = (await files(version)).map(([name, content]) => ({
  url: url(name),
  integrity: `sha256-${sum(content, "base64")}`,
}));
await build({
  ...common,
  publicDir: false,
  define: { __VERSION__: JSON.stringify(version), __FILES__: JSON.stringify(list) },
  build: {
    outDir: target,
    emptyOutDir: false,
    lib: {
      entry: join(here, "src/worker/worker.ts"),
      formats: ["iife"],
      name: "worker",
      fileName: () => "worker.js",
    },
  },
});
console.log(`The phone app ${version}: ${list.length} files`);
