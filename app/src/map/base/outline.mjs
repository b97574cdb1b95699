// Coarse outlines, label points and bounding boxes of the countries, for the domain crate.

/** How far, in degrees, an outline may stray: 8 km, and 1 km for the small states. */
const TOLERANCE = 0.075;
const FINE = { BN: 0.01, SG: 0.01, TL: 0.01 };
/** Islands up to this long need no ring of their own when all of them lies this close to a ring that is kept. */
const TINY = 0.2;
const NEAR = 0.13;
const SOURCE = "# source: Natural Earth, admin-1 states and provinces, public domain; simplified";
/** Where the middle of the widest part would mislead: Kalimantan is central, and readers look for Malaysia on the peninsula. */
const PLACED = { ID: [113.9, -1.0], MY: [102.3, 4.0] };

/** Douglas-Peucker on an open line. */
function simplify(line, tolerance) {
  if (line.length < 3) return line;
  const [a, b] = [line[0], line[line.length - 1]];
  let [worst, at] = [0, 0];
  for (let i = 1; i < line.length - 1; i++) {
    const d = distance(line[i], a, b);
    if (d > worst) [worst, at] = [d, i];
  }
  if (worst <= tolerance) return [a, b];
  return [...simplify(line.slice(0, at + 1), tolerance).slice(0, -1), ...simplify(line.slice(at), tolerance)];
}

/** Distance of a point from a line segment, in degrees. */
function distance([px, py], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length)) : 0;
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}

const box = (ring) => {
  const [lons, lats] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
};
const size = (ring) => {
  const [w, s, e, n] = box(ring);
  return (e - w) * (n - s);
};

/** A ring in few points; a tiny island is its bounding box. Not closed. */
function coarse(ring, tolerance) {
  const [w, s, e, n] = box(ring);
  if (Math.max(e - w, n - s) < 2 * tolerance) return [[w, s], [e, s], [e, n], [w, n]];
  let far = 0;
  ring.forEach((p, i) => {
    if (Math.hypot(p[0] - ring[0][0], p[1] - ring[0][1]) > Math.hypot(ring[far][0] - ring[0][0], ring[far][1] - ring[0][1])) far = i;
  });
  const line = [...simplify(ring.slice(0, far + 1), tolerance).slice(0, -1), ...simplify(ring.slice(far), tolerance).slice(0, -1)];
  return line.length > 2 ? line : [[w, s], [e, s], [e, n], [w, n]];
}

const nearest = (point, ring) => Math.min(...ring.map((p, i) => distance(point, p, ring[(i + 1) % ring.length])));

/** Rows of `iso2,ring,lon,lat`; a point is in a country when it is in any of its rings. */
export function outline(countries) {
  const rows = countries.flatMap(({ iso2, rings }) => {
    const tolerance = FINE[iso2] ?? TOLERANCE;
    const kept = [];
    for (const ring of rings.toSorted((a, b) => size(b) - size(a))) {
      const [w, s, e, n] = box(ring);
      const corners = [[w, s], [e, s], [e, n], [w, n]];
      const tiny = Math.max(e - w, n - s) < TINY && !FINE[iso2];
      if (tiny && kept.some((other) => corners.every((corner) => nearest(corner, other) < NEAR))) continue;
      kept.push(coarse(ring, tolerance));
    }
    return kept.flatMap((ring, i) => ring.map(([lon, lat]) => `${iso2},${i},${lon.toFixed(2)},${lat.toFixed(2)}`));
  });
  return `${SOURCE}\niso2,ring,lon,lat\n${rows.join("\n")}\n`;
}

/** The point of an area, a ring and its holes, that is farthest from its border, by a search that narrows a grid. */
function middle(rings) {
  const [shell] = rings;
  const inside = ([x, y]) => {
    let odd = false;
    for (const ring of rings) for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
    }
    return odd;
  };
  let [w, s, e, n] = box(shell);
  let best = { depth: -1, point: [(w + e) / 2, (s + n) / 2] };
  for (let round = 0; round < 6; round++) {
    const [dx, dy] = [(e - w) / 24, (n - s) / 24];
    for (let i = 0; i <= 24; i++) {
      for (let j = 0; j <= 24; j++) {
        const point = [w + i * dx, s + j * dy];
        const depth = inside(point) ? Math.min(...rings.map((ring) => nearest(point, ring))) : -1;
        if (depth > best.depth) best = { depth, point };
      }
    }
    const [cx, cy] = best.point;
    [w, s, e, n] = [cx - 2 * dx, cy - 2 * dy, cx + 2 * dx, cy + 2 * dy];
  }
  return best.point;
}

/** Rows of `iso2,name,drawn,lon,lat,wide`: where the name of a first-level area stands, and degrees of longitude that it has. */
export function unit(units) {
  const rows = units.map(({ iso2, name, codes, polygons }) => {
    const largest = polygons.reduce((a, b) => (size(b[0]) > size(a[0]) ? b : a));
    const [lon, lat] = middle(largest);
    const [west, , east] = box(largest[0]);
    return [iso2, name, codes, ...[lon, lat, east - west].map((value) => value.toFixed(3))].join(",");
  });
  return `${SOURCE}\niso2,name,drawn,lon,lat,wide\n${rows.join("\n")}\n`;
}

/** Rows of `iso2,lon,lat,west,south,east,north`: where the name stands, and the bounding box. */
export function label(countries) {
  const rows = countries.map(({ iso2, rings }) => {
    const largest = rings.reduce((a, b) => (size(b) > size(a) ? b : a));
    const [lon, lat] = PLACED[iso2] ?? middle([coarse(largest, TOLERANCE)]);
    return [iso2, ...[lon, lat, ...box(rings.flat())].map((value) => value.toFixed(3))].join(",");
  });
  return `${SOURCE}\niso2,lon,lat,west,south,east,north\n${rows.join("\n")}\n`;
}
