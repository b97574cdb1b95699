// The integer grid of the base map: Web Mercator, the whole world is WORLD units wide and high, origin at the north-west
// corner (180° W, 85.05° N), no shift.

/** Units from the 180th meridian round to itself. One unit is 0.00137° or about 150 m at the equator. */
export const WORLD = 262144;

const x = (lon) => ((lon + 180) / 360) * WORLD;
const y = (lat) => ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * WORLD;

/** A closed ring of longitudes and latitudes as grid points: not closed, without repeats. */
export function gridRing(ring) {
  const out = gridLine(ring);
  const [first, last] = [out[0], out[out.length - 1]];
  if (out.length > 1 && first[0] === last[0] && first[1] === last[1]) out.pop();
  return out;
}

/** A line of longitudes and latitudes as grid points, without repeats. */
export function gridLine(line) {
  const points = line.map(([lon, lat]) => gridPoint(lon, lat));
  return points.filter((p, i) => i === 0 || p[0] !== points[i - 1][0] || p[1] !== points[i - 1][1]);
}

/** One point of the grid. */
export function gridPoint(lon, lat) {
  return [Math.round(x(lon)), Math.round(y(lat))];
}

/** Twice the area of a ring of grid points. */
export function gridArea(ring) {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  return Math.abs(sum);
}

/** Two numbers with the fewest characters between them: a minus sign separates by itself. */
const pair = ([a, b], separator) => `${a < 0 ? "" : separator}${a}${b < 0 ? "" : ","}${b}`;

/** Path data of several rings: relative, one `m` each (the pairs after it are lines), closed by `z` unless they are lines. */
export function path(rings, end = "z") {
  let pen = [0, 0];
  return rings
    .map((ring) => {
      let at = ring[0];
      const start = `m${pair([at[0] - pen[0], at[1] - pen[1]], "")}`;
      const steps = ring.slice(1).map((p) => {
        const step = pair([p[0] - at[0], p[1] - at[1]], " ");
        at = p;
        return step;
      });
      // What is closed goes back to its beginning.
      pen = end ? ring[0] : at;
      return `${start}${steps.join("")}${end}`;
    })
    .join("");
}
