// Lays the browser files of others into static/vendor: the Danish common design system's look, htmx, and the map.
// Nothing else of the packages is served: no legacy font formats, no placeholder logos, no scripts of the look.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const look = join(root, "node_modules/dkfds/dist");
const target = join(root, "indsats/base/static/vendor");
const address = /url\("\.\.\/([^"]+)"\)(?: format\("[^"]+"\))?/g;

async function lay(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

/** Keep of every font the woff2 file only; point placeholder logos at nothing. */
function trim(css) {
  return css
    .replace(/src:(url\([^;]+);/g, (_, sources) => {
      const modern = sources.split(/,\s*/).filter((source) => source.includes(".woff2"));
      return `src:${modern.join(", ")};`;
    })
    .replace(/url\("\.\.\/img\/logo[^"]*"\)/g, "none")
    .replace(/\/\*# sourceMappingURL=.*?\*\//g, "");
}

async function layLook() {
  const css = trim(await readFile(join(look, "css/dkfds.css"), "utf8"));
  const files = new Set([...css.matchAll(address)].map((match) => match[1]));
  for (const file of [...files, "img/all-svg-icons.svg", "LICENSE.md"]) {
    await lay(join(look, file), join(target, "dkfds", file));
  }
  await mkdir(join(target, "dkfds/css"), { recursive: true });
  await writeFile(join(target, "dkfds/css/dkfds.css"), css);
  return files.size;
}

/** Lay a script and its licence, without the note of a source map that is not there. */
async function layScript(name, file, folder) {
  const from = join(root, "node_modules", name);
  const script = await readFile(join(from, file), "utf8");
  await mkdir(join(target, folder), { recursive: true });
  await writeFile(join(target, folder, file.split("/").at(-1)), script.replace(/\n?\/\/# sourceMappingURL=.*/, ""));
  await lay(join(from, "LICENSE"), join(target, folder, `LICENSE-${name}`));
}

/** The map: Leaflet without its pictures, which we replace, and the index that gathers points. */
async function layMap() {
  await layScript("leaflet", "dist/leaflet.js", "leaflet");
  await layScript("supercluster", "dist/supercluster.min.js", "leaflet");
  await lay(join(root, "node_modules/kdbush/LICENSE"), join(target, "leaflet/LICENSE-kdbush"));
  const css = await readFile(join(root, "node_modules/leaflet/dist/leaflet.css"), "utf8");
  await writeFile(join(target, "leaflet/leaflet.css"), css.replace(/url\(images[^)]*\)/g, "none"));
}

await rm(target, { recursive: true, force: true });
const count = await layLook();
await layScript("htmx.org", "dist/htmx.min.js", "htmx");
await layMap();
console.log(`static/vendor: dkfds (${count} files of fonts and icons), htmx, leaflet`);
