// Points: gathered where they lie close, each a button one can reach with the keyboard.
import { shapes } from "./map-shapes.js";

const { L, Supercluster } = globalThis;
const RADIUS = 44;
const TILE = 256;
const CLOSEST = 17;

/** Say a text with its gap filled. */
const said = (text, number) => text.replace("{n}", number);

function glyph(kind, sprite) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#${kind}`);
  svg.append(use);
  return svg;
}

function icon(classes, content, size) {
  const html = document.createElement("span");
  html.append(content);
  return L.divIcon({ className: `map__pin ${classes}`, html, iconSize: [size, size] });
}

function popup({ name, kind, about, owner, hours, url }, { kinds, open, words }) {
  const box = document.createElement("div");
  const title = document.createElement("strong");
  title.textContent = name;
  const line = document.createElement("p");
  line.textContent = about ?? kinds?.[kind] ?? "";
  box.append(title, line);
  for (const [label, text] of [[words.owner, owner], [words.hours, hours]]) {
    if (!text) continue;
    const more = document.createElement("p");
    more.textContent = `${label}: ${text}`;
    box.append(more);
  }
  if (url) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = open;
    box.append(link);
  }
  return box;
}

class Points {
  constructor(map, words) {
    this.map = map;
    this.words = words;
    this.shown = new Map();
    this.cells = null;
    map.on("moveend", () => this.draw());
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  load(collection) {
    this.collection = collection;
    const points = collection.features.filter(({ geometry }) => geometry.type === "Point");
    const rest = collection.features.filter(({ geometry }) => geometry.type !== "Point");
    this.index = new Supercluster({ radius: RADIUS, extent: TILE, maxZoom: CLOSEST }).load(points);
    this.cells?.remove();
    this.cells = rest.length ? shapes(this.map, { type: "FeatureCollection", features: rest }) : null;
    this.all = L.latLngBounds(points.map(({ geometry }) => [geometry.coordinates[1], geometry.coordinates[0]]));
    for (const marker of this.shown.values()) marker.remove();
    this.shown.clear();
    if (this.map._loaded) this.draw();
    return this;
  }

  bounds() {
    if (this.all.isValid()) return this.all;
    return this.cells?.getBounds();
  }

  /** Show what is in sight; markers that stay are left alone, and so keep the focus. */
  draw() {
    const sight = this.map.getBounds().pad(0.1);
    const box = [sight.getWest(), sight.getSouth(), sight.getEast(), sight.getNorth()];
    const wanted = new Map();
    for (const found of this.index.getClusters(box, Math.round(this.map.getZoom()))) {
      wanted.set(found.properties.cluster ? `cluster:${found.id}` : found.id, found);
    }
    for (const [id, marker] of this.shown) {
      if (wanted.has(id)) continue;
      marker.remove();
      this.shown.delete(id);
    }
    // From north to south, the order in which the keyboard meets them.
    const fresh = [...wanted].filter(([id]) => !this.shown.has(id));
    fresh.sort(([, a], [, b]) => b.geometry.coordinates[1] - a.geometry.coordinates[1]);
    for (const [id, found] of fresh) this.shown.set(id, found.properties.cluster ? this.cluster(found) : this.point(found));
  }

  at({ geometry }) {
    return [geometry.coordinates[1], geometry.coordinates[0]];
  }

  /** Add a button: pressed, or reached by keyboard and given Enter or the space bar, it acts. */
  add(where, look, name, act) {
    const marker = L.marker(where, { icon: look, riseOnHover: true }).addTo(this.map);
    const element = marker.getElement();
    element.setAttribute("aria-label", name);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      act(marker);
    });
    return marker.on("click", () => act(marker));
  }

  cluster(found) {
    const { point_count: many } = found.properties;
    const look = icon("map__pin--many", String(many), 38);
    return this.add(this.at(found), look, said(this.words.many, many), () => {
      this.map.setView(this.at(found), Math.min(this.index.getClusterExpansionZoom(found.id), 19));
      this.map.getContainer().focus({ preventScroll: true });
    });
  }

  point(found) {
    const { properties, id } = found;
    const { page, kinds } = this.collection;
    const look = properties.look ? ` map__pin--${properties.look}` : "";
    const pin = icon(`map__pin--one${look}`, glyph(properties.kind ?? "other", this.words.sprite), 30);
    const url = properties.url ?? page?.replace("{id}", encodeURIComponent(id));
    return this.add(this.at(found), pin, properties.name, (marker) => {
      const content = popup({ ...properties, url }, { kinds, open: this.words.open, words: this.words });
      L.popup({ autoPanPadding: [16, 16], offset: [0, -8] }).setLatLng(this.at(found)).setContent(content).openOn(this.map);
      this.opened = marker;
      content.querySelector("a")?.focus({ preventScroll: true });
    });
  }

  /** Close what is open, and go back to the point it came from. */
  close() {
    if (!this.opened) return;
    this.map.closePopup();
    this.opened.getElement()?.focus({ preventScroll: true });
    this.opened = null;
  }
}

/** Show the points of a collection, gathered, and keep them right as the map moves. */
export const clusters = (map, collection, words) => new Points(map, words).load(collection);
