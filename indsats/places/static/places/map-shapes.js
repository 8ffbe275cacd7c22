// Borders of areas, and cells with a level: looks come from the style sheet by class.
const { L } = globalThis;

const classOf = ({ kind, level }) => (level === undefined ? `map__area map__area--${kind}` : `map__cell map__cell--${level}`);

/** Make a layer of borders; each says its name at its middle, below the points, the outer one excepted. */
export function shapes(map, collection) {
  if (!map.getPane("names")) map.createPane("names").style.zIndex = 450;
  const layer = L.geoJSON(collection, {
    style: ({ properties }) => ({ className: classOf(properties) }),
    interactive: false,
    onEachFeature: ({ properties }, each) => {
      if (!properties.name || properties.kind === "municipality") return;
      const name = document.createElement("span");
      name.textContent = properties.name;
      each.bindTooltip(name, { permanent: true, direction: "center", className: "map__name", pane: "names" });
    },
  });
  return layer.addTo(map);
}
