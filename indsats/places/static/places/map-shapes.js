// Borders of areas, and cells with a level and a number of the list beside them: looks come from the style sheet by class.
const { L } = globalThis;

const classOf = ({ kind, level }) => (level === undefined ? `map__area map__area--${kind}` : `map__cell map__cell--${level}`);

/** Make a layer of borders; each says its name at its middle, below the points, the outer one excepted. */
export function shapes(map, collection) {
  if (!map.getPane("names")) map.createPane("names").style.zIndex = 450;
  const layer = L.geoJSON(collection, {
    style: ({ properties }) => ({ className: classOf(properties) }),
    interactive: false,
    onEachFeature: ({ properties }, each) => {
      const text = properties.level === undefined ? properties.name : properties.number;
      if (!text || properties.kind === "municipality") return;
      const name = document.createElement("span");
      name.textContent = text;
      const look = properties.level === undefined ? "" : " map__name--cell";
      each.bindTooltip(name, { permanent: true, direction: "center", className: `map__name${look}`, pane: "names" });
    },
  });
  return layer.addTo(map);
}
