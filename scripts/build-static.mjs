// Lays the browser files of others into static/vendor: the Danish common design system's look and htmx.
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

await rm(target, { recursive: true, force: true });
const count = await layLook();
const htmx = join(root, "node_modules/htmx.org");
const script = await readFile(join(htmx, "dist/htmx.min.js"), "utf8");
await mkdir(join(target, "htmx"), { recursive: true });
await writeFile(join(target, "htmx/htmx.min.js"), script.replace(/\n?\/\/# sourceMappingURL=.*/, ""));
await lay(join(htmx, "LICENSE"), join(target, "htmx/LICENSE"));
console.log(`static/vendor: dkfds (${count} files of fonts and icons), htmx`);
