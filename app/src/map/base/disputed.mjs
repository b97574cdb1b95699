// Areas that several countries claim: drawn neutral and dashed, in no country's shape and so in no country's total.

import { gridPoint } from "./grid.mjs";

/** Hulls around the reefs, as longitude and latitude; kept clear of Palawan, Balabac, Banggi and the coasts. */
export const DISPUTED = [
  { id: "paracel", name: "Paracel Islands", hull: ellipse(112.0, 16.4, 0.85, 0.75) },
  {
    id: "spratly",
    name: "Spratly Islands",
    hull: [
      [111.3, 8.7], [112.3, 7.6], [113.6, 7.1], [114.8, 7.5], [115.7, 8.2], [116.4, 8.8], [116.6, 9.7],
      [116.7, 10.6], [117.1, 11.3], [116.6, 11.9], [115.2, 12.0], [114.0, 11.6], [112.9, 10.5], [111.7, 9.6],
    ],
  },
  { id: "scarborough", name: "Scarborough Shoal", hull: ellipse(117.76, 15.15, 0.2, 0.2) },
];

function ellipse(lon, lat, rx, ry) {
  return Array.from({ length: 12 }, (_, i) => {
    const turn = (i * Math.PI) / 6;
    return [lon + rx * Math.cos(turn), lat + ry * Math.sin(turn)];
  });
}

const contains = (hull, [lon, lat]) => {
  let inside = false;
  for (let i = 0, j = hull.length - 1; i < hull.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [hull[i], hull[j]];
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
};

/** The name of the area that holds the whole ring, if one does. */
export const isDisputed = (ring) => DISPUTED.find(({ hull }) => ring.every((point) => contains(hull, point)))?.name;

/** The areas as a group of closed, smooth curves through the middles of the hulls' sides. */
export function svgDisputed() {
  const paths = DISPUTED.map(({ id, name, hull }) => {
    const points = hull.map(([lon, lat]) => gridPoint(lon, lat));
    const middle = (i) => {
      const [a, b] = [points[i % points.length], points[(i + 1) % points.length]];
      return `${Math.round((a[0] + b[0]) / 2)},${Math.round((a[1] + b[1]) / 2)}`;
    };
    const curves = points.map((_, i) => `Q${points[(i + 1) % points.length].join(",")} ${middle(i + 1)}`);
    return `<path id="d-${id}" data-name="${name}" d="M${middle(0)}${curves.join("")}z"><title>${name}: disputed, in no country’s total</title></path>`;
  });
  return `<g class="disputed">${paths.join("")}</g>`;
}
