// Choosing a place on the map: a click, or the keyboard's crosshair in the middle of the map.
const { L } = globalThis;
const DIGITS = 6;

const read = (field) => Number.parseFloat(field.value.replace(",", "."));

/** Let two inputs and a mark on the map follow each other. */
export function picker(map, frame) {
  const { pickLat, pickLon, pickHere } = frame.dataset;
  const fields = [document.getElementById(pickLat), document.getElementById(pickLon)];
  const icon = L.divIcon({ className: "map__mark", iconSize: [28, 28], iconAnchor: [14, 14] });
  let mark = null;

  const show = (where) => {
    mark ??= L.marker(where, { icon, keyboard: false }).addTo(map);
    mark.setLatLng(where);
  };
  const choose = ({ lat, lng }) => {
    fields[0].value = lat.toFixed(DIGITS);
    fields[1].value = lng.toFixed(DIGITS);
    for (const field of fields) field.dispatchEvent(new Event("input", { bubbles: true }));
    show([lat, lng]);
  };
  const typed = () => {
    const where = fields.map(read);
    if (where.some(Number.isNaN)) return;
    show(where);
    if (!map.getBounds().contains(where)) map.panTo(where);
  };

  map.on("click", ({ latlng }) => choose(latlng));
  for (const field of fields) field.addEventListener("change", typed);
  typed();

  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary button-small map__here";
  button.textContent = pickHere;
  button.addEventListener("click", () => choose(map.getCenter()));
  frame.after(button);
  frame.classList.add("map--picking");
}
