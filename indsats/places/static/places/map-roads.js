// Roads between borders and points: lines on one canvas, the small ones only close by.
const { L } = globalThis;
const CLOSE = 14;
const LOOKS = {
  main: { color: "#9aa8b3", weight: 3 },
  street: { color: "#b7c2ca", weight: 2 },
  path: { color: "#b7c2ca", weight: 1, dashArray: "3 3" },
};

/** Draw roads once they have been fetched; without them the map is as it was. */
export async function roads(map, address) {
  if (!address) return;
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) return;
  const collection = await answer.json();
  const pane = map.createPane("roads");
  pane.style.zIndex = 420;
  pane.style.pointerEvents = "none";
  const renderer = L.canvas({ pane: "roads" });
  const layer = (ranks) =>
    L.geoJSON(collection, {
      renderer,
      pane: "roads",
      interactive: false,
      filter: ({ properties }) => ranks.includes(properties.rank),
      style: ({ properties }) => LOOKS[properties.rank],
    });
  layer(["main"]).addTo(map);
  const small = layer(["street", "path"]);
  const suit = () => (map.getZoom() >= CLOSE ? small.addTo(map) : small.remove());
  map.on("zoomend", suit);
  suit();
  map.getContainer().dataset.roadsDrawn = "yes";
}
