// Writes IATI files of any size for benchmarks: invented activities in the real shape, the same for the same count.
// About 2.1 kB an activity; 1.5 sectors, 1.2 places and 1.7 transactions each on average.
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

const AGENCIES = [
  ['XM-DAC-46004', 'Asian Development Bank'], ['XM-DAC-701-8', 'Japan International Cooperation Agency'],
  ['KR-GOV-051', 'Korea International Cooperation Agency'], ['US-GOV-1', 'U.S. Agency for International Development'],
  ['XM-DAC-742-2', 'Economic Development Cooperation Fund'], ['US-GOV-18', 'Millennium Challenge Corporation']
]
const PLACES = {
  ID: [-6.2, 106.8], KH: [11.6, 104.9], LA: [18.0, 102.6], MM: [16.8, 96.2], MY: [3.1, 101.7], PH: [14.6, 121.0],
  TH: [13.8, 100.5], TL: [-8.6, 125.6], VN: [21.0, 105.8]
}
const SECTORS = ['14021', '14022', '21020', '21030', '23630', '23230', '24030', '12230', '11220', '15110', '31140', '43030', '22020', '32130']
const WORDS = ['urban', 'rural', 'road', 'flood', 'water', 'supply', 'solar', 'grid', 'health', 'clinic', 'school', 'training',
  'bank', 'enterprise', 'policy', 'court', 'broadband', 'corridor', 'irrigation', 'river', 'port', 'expansion']

/** A generator of whole numbers below `n` (xorshift32). */
function dice(seed) {
  let state = seed | 1
  return (n) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % n
  }
}

function activity(nth, roll) {
  const pick = (items) => items[roll(items.length)]
  const [ref, name] = pick(AGENCIES)
  const country = pick(Object.keys(PLACES))
  const [lat, lon] = PLACES[country]
  const words = (count) => Array.from({ length: count }, () => pick(WORDS)).join(' ')
  const start = 2005 + roll(18)
  const sectors = roll(2) ? [[pick(SECTORS), 100]] : [['14021', 40], ['21020', 60]]
  const places = Array.from({ length: [0, 1, 1, 2, 2][roll(5)] }, () => {
    const at = `${(lat + roll(300) / 1000).toFixed(4)} ${(lon + roll(300) / 1000).toFixed(4)}`
    return `<location><name><narrative>${words(2)}</narrative></name><point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>${at}</pos></point><exactness code="${1 + roll(2)}"/><location-class code="${2 + roll(2)}"/></location>`
  })
  const transactions = Array.from({ length: [1, 1, 2, 2, 2, 2, 2][roll(7)] }, (_, i) =>
    `<transaction><transaction-type code="${i === 0 ? 2 : 3}"/><transaction-date iso-date="${start + roll(3)}-0${1 + roll(9)}-15"/><value value-date="${start + roll(3)}-06-30" currency="USD">${roll(90000000) + 10000}.${10 + roll(89)}</value><provider-org ref="${ref}"><narrative>${name}</narrative></provider-org></transaction>`)
  return `<iati-activity default-currency="USD" last-updated-datetime="2025-01-01T00:00:00Z" xml:lang="en" hierarchy="1">
<iati-identifier>${ref}-BENCH-${nth}</iati-identifier>
<reporting-org ref="${ref}" type="10"><narrative>${name}</narrative></reporting-org>
<title><narrative>${words(5)} ${nth}</narrative></title>
<description type="1"><narrative>${words(60)}</narrative></description>
<participating-org ref="${ref}" role="1" type="10"><narrative>${name}</narrative></participating-org>
<activity-status code="${2 + roll(3)}"/>
<activity-date type="1" iso-date="${start}-01-15"/><activity-date type="3" iso-date="${start + 4}-12-31"/>
<recipient-country code="${country}" percentage="100"/>
${sectors.map(([code, share]) => `<sector vocabulary="1" code="${code}" percentage="${share}"/>`).join('')}
<policy-marker vocabulary="1" code="1" significance="${roll(3)}"/><policy-marker vocabulary="1" code="6" significance="${roll(3)}"/>
<default-flow-type code="10"/><default-finance-type code="${roll(2) ? 421 : 110}"/><default-aid-type code="C01"/>
${places.join('')}${transactions.join('')}
</iati-activity>
`
}

/** Writes `count` activities; `firstNumber` keeps several files apart. */
export async function writeIati(path, count, firstNumber = 0) {
  const file = createWriteStream(path)
  const roll = dice(count + firstNumber + 7)
  file.write('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" generated-datetime="2025-01-01T00:00:00Z">\n')
  for (let nth = 0; nth < count; nth += 1) {
    if (!file.write(activity(firstNumber + nth, roll))) await once(file, 'drain')
  }
  file.end('</iati-activities>\n')
  await once(file, 'close')
}
