// Turns GeoJSON of the region into the base map: SVG path fragments in Web Mercator on an integer grid, and the coarse
// outlines and label points of the domain crate. Called by build.sh; not part of the application.
//
//   node project.mjs BASE_DIR [DETAIL_DIR]

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { drawnUnits } from "./unit.mjs";
import { DISPUTED, isDisputed, svgDisputed } from "./disputed.mjs";
import { label, outline, unit } from "./outline.mjs";
import { WORLD, gridArea, gridLine, gridRing, path } from "./grid.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../../..");
const [baseDir, detailDir = baseDir] = process.argv.slice(2);

/** The view window: west, south, east, north. Neighbours are cut to it. */
const WINDOW = [85, -16, 150, 32];
/** Islands below this area, in square degrees, are left out of the start view; small states keep all of theirs. */
const SMALLEST = { base: 0.0015, detail: 0.00002 };
const KEEP_ALL = new Set(["BN", "SG", "TL"]);
const removed = [];

const polygons = (geometry) =>
  !geometry ? [] : geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];

const lines = (geometry) =>
  geometry?.type === "LineString" ? [geometry.coordinates] : geometry?.type === "MultiLineString" ? geometry.coordinates : [];

/** Features of a file, whether it is a feature collection or a bare geometry collection. */
function read(dir, name) {
  const file = JSON.parse(readFileSync(join(dir, `${name}.geojson`), "utf8"));
  const features = file.features ?? file.geometries.map((geometry) => ({ properties: {}, geometry }));
  return features.map(({ properties, geometry }) => ({ ...properties, polygons: polygons(geometry), lines: lines(geometry) }));
}

const area = (ring) => {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  return Math.abs(sum / 2);
};

/** Cuts a ring to the window (Sutherland-Hodgman). */
function clip(ring) {
  const [w, s, e, n] = WINDOW;
  const sides = [
    [(p) => p[0] >= w, 0, w],
    [(p) => p[0] <= e, 0, e],
    [(p) => p[1] >= s, 1, s],
    [(p) => p[1] <= n, 1, n],
  ];
  let out = ring.slice(0, -1);
  for (const [inside, axis, at] of sides) {
    const cut = (a, b) => {
      const t = (at - a[axis]) / (b[axis] - a[axis]);
      return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    };
    const next = [];
    out.forEach((p, i) => {
      const q = out[(i + 1) % out.length];
      if (inside(p)) next.push(p);
      if (inside(p) !== inside(q)) next.push(cut(p, q));
    });
    out = next;
  }
  return out.length ? [...out, out[0]] : [];
}

/** Drops reefs of the disputed areas and islands too small for the level. */
function visible(feature, smallest) {
  const kept = feature.polygons.filter(([shell]) => {
    const reef = isDisputed(shell);
    if (reef) removed.push(`${feature.iso2 ?? feature.name ?? "neighbour"}: ${reef}`);
    return !reef && (KEEP_ALL.has(feature.iso2) || area(shell) >= smallest);
  });
  return kept.flat();
}

const attribute = (text) => String(text).replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
const byIso2 = (a, b) => a.iso2.localeCompare(b.iso2);
const pathOf = (rings) => path(rings.map(gridRing).filter((ring) => ring.length > 2).sort((a, b) => gridArea(b) - gridArea(a)));

/** The fragment of one level: neighbours as one land mass, lakes, the eleven countries, the disputed areas. */
function fragment(dir, level) {
  const smallest = SMALLEST[level];
  const context = read(dir, "context").flatMap((f) => visible(f, smallest)).map(clip).filter((ring) => area(ring) >= smallest);
  const lakes = read(dir, "lakes").flatMap((f) => visible(f, smallest));
  const countries = read(dir, "adm0")
    .sort(byIso2)
    .map((f) => `<path id="c-${f.iso2}" class="country" data-iso2="${f.iso2}" d="${pathOf(visible(f, smallest))}"/>`);
  return [
    `<g class="context"><path d="${pathOf(context)}"/></g>`,
    `<g class="countries">${countries.join("")}</g>`,
    `<g class="lakes"><path d="${pathOf(lakes)}"/></g>`,
    svgDisputed(),
  ].join("\n");
}

/** The first-level areas of one country, in the order of the table of today's areas. */
function provinces(features, iso2) {
  const paths = drawnUnits()
    .filter((drawn) => drawn.iso2 === iso2)
    .map((drawn) => {
      const feature = features.find((feature) => feature.unit === drawn.unit);
      const rings = visible(feature, SMALLEST.detail);
      return `<path class="province" data-unit="${drawn.unit}" data-name="${attribute(drawn.name)}" d="${pathOf(rings)}"/>`;
    });
  return `<g class="provinces" data-iso2="${iso2}">${paths.join("")}</g>`;
}

/** Rivers as one path of open lines. */
function rivers(dir) {
  const lines = read(dir, "rivers").flatMap((feature) => feature.lines).map(gridLine).filter((line) => line.length > 1);
  return `<g class="rivers"><path d="${path(lines, "")}"/></g>`;
}

function write(name, text) {
  writeFileSync(join(root, name), `${text}\n`);
  console.log(`${name}: ${Buffer.byteLength(text)} bytes`);
}

const folder = join(root, "public/map/provinces");
mkdirSync(folder, { recursive: true });
readdirSync(folder).forEach((file) => rmSync(join(folder, file)));

write("public/map/base.svg.html", fragment(baseDir, "base"));
write("public/map/detail.svg.html", fragment(detailDir, "detail"));
const adm0 = read(detailDir, "adm0").sort(byIso2);
const adm1 = read(detailDir, "adm1");
adm0.forEach(({ iso2 }) => write(`public/map/provinces/${iso2}.svg.html`, provinces(adm1, iso2)));
write("public/map/disputed.svg.html", svgDisputed());
write("public/map/rivers.svg.html", rivers(detailDir));
write("public/map/world.json", JSON.stringify({ world: WORLD, window: WINDOW, disputed: DISPUTED.map((d) => d.name), source: "Natural Earth" }, null, 2));

const land = adm0.map((f) => ({ iso2: f.iso2, rings: f.polygons.map(([shell]) => shell).filter((ring) => !isDisputed(ring)) }));
write("app/domain/src/place/outline.csv", outline(land).trimEnd());
write("app/domain/src/place/label.csv", label(land).trimEnd());
const units = drawnUnits().map((drawn) => {
  const { polygons, codes } = adm1.find((feature) => feature.unit === drawn.unit);
  return { ...drawn, codes, polygons: polygons.filter(([shell]) => !isDisputed(shell)) };
});
write("app/domain/src/place/unit.csv", unit(units).trimEnd());
const nowhere = adm1.filter((feature) => !units.some(({ unit }) => unit === feature.unit));
if (nowhere.length > 0) throw new Error(`the table of today's areas has none for ${nowhere.map(({ codes }) => codes).join(", ")}`);
console.log(`rings of disputed reefs left out: ${removed.join(", ") || "none"}`);
