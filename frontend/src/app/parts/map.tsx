/** A plain map drawn on the phone: areas and places, no tiles, no network. The list beside it says the same. */

import { useMemo, useState } from "preact/hooks";
import type { Area, Place, Position } from "../../shared/wire";
import { useStore } from "../context";
import { allPlaces } from "../model/places";

interface Props {
  position?: Position | null;
  chosen?: string | undefined;
  onPin?: (at: Position) => void;
  onPick?: (key: string) => void;
}

type Point = [number, number];

const WIDE = 1000;
const MARGIN = 60;
const NEAR = 90;
const ZOOMS = [1, 2, 4, 8];

/** Lay degrees on a square of 1000: true to scale at this latitude, north up. */
class Chart {
  private readonly scale: number;
  private readonly shrink: number;

  constructor(
    private readonly west: number,
    private readonly north: number,
    east: number,
    south: number,
  ) {
    this.shrink = Math.cos((((north + south) / 2) * Math.PI) / 180);
    const span = Math.max((east - west) * this.shrink, north - south, 0.004);
    this.scale = (WIDE - 2 * MARGIN) / span;
  }

  static of(places: readonly Place[]): Chart {
    const x = places.map((place) => place.longitude);
    const y = places.map((place) => place.latitude);
    return new Chart(Math.min(...x), Math.max(...y), Math.max(...x), Math.min(...y));
  }

  xy({ latitude, longitude }: Position): Point {
    return [
      MARGIN + (longitude - this.west) * this.shrink * this.scale,
      MARGIN + (this.north - latitude) * this.scale,
    ];
  }

  position([x, y]: Point): Position {
    return {
      latitude: this.north - (y - MARGIN) / this.scale,
      longitude: this.west + (x - MARGIN) / this.scale / this.shrink,
    };
  }
}

const DIVISIONS = ["district", "polling_district", "parish"];

/** Give the areas worth drawing: the whole, and one kind of division, as others lie across it. */
function drawn(areas: readonly Area[]): Area[] {
  const kind = DIVISIONS.find((each) => areas.some((area) => area.kind === each));
  return areas.filter((area) => area.kind === kind || area.kind === "municipality");
}

/** Give the rings of an area as one path. */
function outline(chart: Chart, { geometry }: Area): string {
  const many = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const rings = (many as Point[][][]).flat();
  return rings
    .map((ring) => {
      const points = ring.map(([longitude, latitude]) =>
        chart.xy({ longitude, latitude }).map(Math.round).join(" "),
      );
      return `M${points.join("L")}Z`;
    })
    .join("");
}

export function PlaceMap({ position, chosen, onPin, onPick }: Props) {
  const { base } = useStore().meta;
  const places = allPlaces(useStore());
  const chart = useMemo(() => Chart.of(places), [places]);
  const areas = useMemo(
    () => drawn(base?.areas ?? []).map((each) => outline(chart, each)),
    [base, chart],
  );
  const [zoom, setZoom] = useState(0);
  const [middle, setMiddle] = useState<Point>([WIDE / 2, WIDE / 2]);
  if (places.length === 0) return null;
  const size = WIDE / (ZOOMS[zoom] ?? 1);
  const corner = middle.map((at) => Math.min(Math.max(at - size / 2, 0), WIDE - size)) as Point;
  const pen = size / WIDE;

  const tapped = (event: MouseEvent & { currentTarget: SVGSVGElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at: Point = [
      corner[0] + ((event.clientX - box.left) / box.width) * size,
      corner[1] + ((event.clientY - box.top) / box.height) * size,
    ];
    setMiddle(at);
    const near = nearTo(chart, places, at, NEAR * pen);
    if (near && onPick) onPick(near.key);
    else if (onPin) onPin(chart.position(at));
  };

  return (
    <div class="map">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list beside it does the same by keyboard */}
      <svg
        viewBox={`${corner[0]} ${corner[1]} ${size} ${size}`}
        role="img"
        aria-label={`Kort med ${places.length} steder; de står også på listen`}
        onClick={tapped}
      >
        {areas.map((path) => (
          <path key={path} class="map__area" d={path} stroke-width={2 * pen} />
        ))}
        {places.map((place) => {
          const [x, y] = chart.xy(place);
          const isChosen = place.key === chosen;
          return (
            <g key={place.key} class={isChosen ? "map__place map__place--on" : "map__place"}>
              <circle cx={x} cy={y} r={(isChosen ? 26 : 16) * pen} stroke-width={5 * pen} />
            </g>
          );
        })}
        {places // names last, so that no dot lies on a letter
          .filter((place) => zoom > 0 || place.key === chosen)
          .map((place) => {
            const [x, y] = chart.xy(place);
            return (
              <text
                key={place.key}
                class="map__name"
                x={x}
                y={y - 34 * pen}
                font-size={34 * pen}
                text-anchor="middle"
              >
                {place.name}
              </text>
            );
          })}
        {position && <Pin at={chart.xy(position)} pen={pen} />}
      </svg>
      <div class="map__zoom">
        <button
          type="button"
          class="round"
          aria-label="Zoom ud"
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
        >
          −
        </button>
        <button
          type="button"
          class="round"
          aria-label="Zoom ind"
          disabled={zoom === ZOOMS.length - 1}
          onClick={() => setZoom(zoom + 1)}
        >
          +
        </button>
      </div>
    </div>
  );
}

const Pin = ({ at: [x, y], pen }: { at: Point; pen: number }) => (
  <circle class="map__pin" cx={x} cy={y} r={22 * pen} stroke-width={8 * pen} />
);

function nearTo(
  chart: Chart,
  places: readonly Place[],
  at: Point,
  most: number,
): Place | undefined {
  const away = (place: Place): number => {
    const [x, y] = chart.xy(place);
    return Math.hypot(x - at[0], y - at[1]);
  };
  return [...places]
    .filter((place) => away(place) <= most)
    .sort((one, other) => away(one) - away(other))[0];
}
