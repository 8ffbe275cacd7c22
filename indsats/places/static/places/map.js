// The map: borders and places of our own, drawn by Leaflet; a picture below them only where one is set up.
// It takes the place of the plain drawing that is there without scripts.
import "../vendor/leaflet/leaflet.js";
import "../vendor/leaflet/supercluster.min.js";
import { shapes } from "./map-shapes.js";
import { clusters } from "./map-points.js";
import { picker } from "./map-pick.js";
import { roads } from "./map-roads.js";

const { L } = globalThis;
const START = [[55.6, 12.3], [55.65, 12.4]];
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

async function fetched(address) {
  if (!address) return null;
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

function makeMap(frame) {
  const { zoomIn, zoomOut, label } = frame.dataset;
  const map = L.map(frame, {
    attributionControl: false,
    zoomControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    scrollWheelZoom: !frame.classList.contains("map--small"),
    maxZoom: 19,
    zoomSnap: 0.5,
  });
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", label);
  return map;
}

/** Lay the picture below, from the address the municipality has set. */
function layPicture(map, { tiles, tilesCredit }) {
  if (tiles) L.tileLayer(tiles, { maxZoom: 19, attribution: tilesCredit, alt: "" }).addTo(map);
}

/** Show the whole of what there is, or the neighbourhood of the one point that stands out. */
function aim(map, frame, areas, points) {
  const { lat = frame.dataset.nearLat, lon = frame.dataset.nearLon } = frame.dataset;
  if (lat && lon) return map.setView([lat, lon], 15);
  const bounds = points?.bounds() ?? areas?.getBounds();
  map.fitBounds(bounds?.isValid() ? bounds : START, { padding: [24, 24], maxZoom: frame.classList.contains("map--small") ? 15 : 16 });
}

function mark(map, { lat, lon, markName }) {
  if (!lat || !lon) return;
  const icon = L.divIcon({ className: "map__mark", iconSize: [28, 28], iconAnchor: [14, 14] });
  L.marker([lat, lon], { icon, keyboard: false, interactive: false, alt: markName }).addTo(map);
}

async function equip(frame) {
  if (frame.dataset.equipped) return;
  frame.dataset.equipped = "yes";
  let areas;
  let points;
  try {
    [areas, points] = await Promise.all([fetched(frame.dataset.areas), fetched(frame.dataset.points)]);
  } catch {
    return; // the plain drawing and the list stay as they are
  }
  frame.querySelector(".map__drawing")?.remove();
  const map = makeMap(frame);
  layPicture(map, frame.dataset);
  const borders = areas && shapes(map, areas);
  const shown = points && clusters(map, points, frame.dataset);
  aim(map, frame, borders, shown);
  mark(map, frame.dataset);
  roads(map, frame.dataset.roads).catch(() => {}); // a map without roads is still a map
  if (frame.dataset.pickLat) picker(map, frame);
  if (frame.dataset.follow && shown) follow(frame, shown);
  frame.dispatchEvent(new CustomEvent("indsats:map", { bubbles: true }));
}

/** Fetch the points anew when the list beside the map has been searched or filtered. */
function follow(frame, shown) {
  let last = location.search;
  document.addEventListener("htmx:after:swap", async () => {
    if (location.search === last) return;
    last = location.search;
    const [address] = frame.dataset.points.split("?");
    try {
      shown.load(await fetched(address + last));
    } catch {
      // the points shown stay; the list says what was found
    }
  });
}

const equipAll = () => document.querySelectorAll("[data-map]").forEach(equip);
equipAll();
document.addEventListener("htmx:after:swap", equipAll);
