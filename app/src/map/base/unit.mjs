// Which of today's first-level areas each area of Natural Earth belongs to, by the table of the domain crate. Run as a
// program it prints the rows `code,unit` that build.sh joins.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const TABLE = join(here, "../../../../app/domain/src/place/province.csv");

/** Areas that are drawn, by country and name: `{ iso2, name, unit, codes }`. A unit is the country and a number in it. */
export function drawnUnits() {
  const lines = readFileSync(TABLE, "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
  const counts = new Map();
  return lines.slice(1).flatMap((line) => {
    const [iso2, name, drawn, within] = line.split(",");
    if (within) return [];
    const nth = counts.get(iso2) ?? 0;
    counts.set(iso2, nth + 1);
    return [{ iso2, name, unit: `${iso2}${nth}`, codes: drawn.split(" ") }];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log("code,unit");
  for (const { unit, codes } of drawnUnits()) for (const code of codes) console.log(`${code},${unit}`);
}
