// Writes files of any size for benchmarks: invented activities in the real shape, the same for the same count.
// IATI: about 2.1 kB an activity; 1.5 sectors, 1.2 places and 1.7 transactions each on average.
// CRS bulk text: about 0.7 kB a row; an activity has two rows on average.
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

const AGENCIES = [
  ['XM-DAC-46004', 'Asian Development Bank'], ['XM-DAC-701-8', 'Japan International Cooperation Agency'],
  ['KR-GOV-051', 'Korea International Cooperation Agency'], ['US-GOV-1', 'U.S. Agency for International Development'],
  ['XM-DAC-742-2', 'Economic Development Cooperation Fund'], ['US-GOV-18', 'Millennium Challenge Corporation']
]
// Towns from one end of a country to the other. Places lie within some eighty kilometres of them: a portfolio that lies in
// the towns themselves would relate nearly everything to everything.
const PLACES = {
  ID: [[-6.3, 106.8], [-7.3, 112.6], [3.5, 98.6], [-5.2, 119.5], [0.0, 109.4], [-3.0, 104.7], [-2.6, 140.6], [-7.8, 110.4]],
  KH: [[11.6, 104.9], [13.3, 103.9], [12.5, 106.0], [13.1, 103.2], [10.8, 104.4]],
  LA: [[18.1, 102.6], [19.9, 102.1], [16.6, 104.8], [15.1, 105.9], [20.7, 102.0]],
  MM: [[16.9, 96.2], [21.9, 96.1], [19.7, 96.1], [20.8, 97.0], [25.4, 97.4]],
  MY: [[3.1, 101.7], [5.4, 100.5], [1.6, 103.6], [1.5, 110.3], [5.9, 116.1]],
  PH: [[14.6, 121.0], [10.3, 123.8], [7.1, 125.5], [16.4, 120.6], [8.4, 124.6], [10.7, 122.5], [17.6, 121.7]],
  TH: [[13.8, 100.5], [18.8, 99.0], [16.4, 102.8], [7.0, 100.4], [15.0, 102.1]],
  TL: [[-8.6, 125.6], [-8.9, 126.4], [-9.0, 125.3]],
  VN: [[21.0, 105.8], [10.8, 106.7], [16.0, 108.1], [10.0, 105.7], [12.7, 108.1], [18.7, 105.6], [13.8, 108.9]]
}
const SECTORS = [
  '11110', '11220', '11330', '12220', '12230', '13020', '14010', '14021', '14022', '14031', '14050', '15110', '15130', '15170',
  '16020', '21010', '21020', '21030', '21040', '21050', '22020', '22040', '23110', '23210', '23230', '23240', '23630', '24030',
  '24040', '25010', '31120', '31140', '31191', '31220', '32130', '33110', '41030', '43030', '43040', '43060'
]
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
  const words = (count) => Array.from({ length: count }, () => pick(WORDS)).join(' ')
  const start = 2005 + roll(18)
  const sectors = roll(2) ? [[pick(SECTORS), 100]] : [['14021', 40], ['21020', 60]]
  const places = Array.from({ length: [0, 1, 1, 2, 2][roll(5)] }, () => {
    const [lat, lon] = pick(PLACES[country])
    const at = `${(lat + roll(1500) / 1000 - 0.75).toFixed(4)} ${(lon + roll(1500) / 1000 - 0.75).toFixed(4)}`
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
  const roll = dice(count + firstNumber + 7)
  await write(path, count, {
    head: '<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03" generated-datetime="2025-01-01T00:00:00Z">\n',
    record: (nth) => activity(firstNumber + nth, roll),
    end: '</iati-activities>\n'
  })
}

const CRS_COLUMNS = ['Year', 'DonorCode', 'DonorName', 'AgencyCode', 'AgencyName', 'CrsID', 'ProjectNumber', 'InitialReport',
  'RecipientCode', 'RecipientName', 'RegionCode', 'RegionName', 'FlowCode', 'FlowName', 'Finance_t', 'Aid_t', 'USD_Commitment',
  'USD_Disbursement', 'USD_Commitment_Defl', 'CurrencyCode', 'ShortDescription', 'ProjectTitle', 'PurposeCode', 'PurposeName',
  'ChannelName', 'Geography', 'ExpectedStartDate', 'CompletionDate', 'LongDescription', 'Gender', 'Environment', 'PDGG', 'Trade',
  'RMNCH', 'DRR', 'Nutrition', 'Disability', 'Biodiversity', 'ClimateMitigation', 'ClimateAdaptation', 'Desertification',
  'CommitmentDate']
const CRS_DONORS = [['701', 'Japan', '8', 'Japanese International Co-operation Agency'], ['742', 'Korea', '3', 'Korea International Cooperation Agency'],
  ['302', 'United States', '1', 'Agency for International Development']]
const CRS_RECIPIENTS = [['769', 'Viet Nam'], ['755', 'Philippines'], ['738', 'Indonesia'], ['728', 'Cambodia'], ['745', 'Lao PDR'], ['764', 'Thailand']]

/** Writes `count` rows of CRS bulk text, of which one in `others` is of the partners in the region. */
export async function writeCrs(path, count, others = 1) {
  const roll = dice(count + others + 7)
  const pick = (items) => items[roll(items.length)]
  const words = (length) => Array.from({ length }, () => pick(WORDS)).join(' ')
  const record = (nth) => {
    const isOurs = nth % others === 0
    const donor = isOurs ? pick(CRS_DONORS) : ['4', 'France', '3', 'French Development Agency']
    const recipient = isOurs ? pick(CRS_RECIPIENTS) : ['285', 'Uganda']
    // Two rows of one activity differ in purpose and money; those of an activity follow each other.
    const id = `2020${String(nth >> 1).padStart(6, '0')}`
    const fields = ['2020', donor[0], donor[1], donor[2], donor[3], id, `P-${nth >> 1}`, '1', recipient[0], recipient[1], '789',
      'Far East Asia', '11', 'ODA Grants', '110', 'C01', (roll(9_000_000) / 1e6).toFixed(6), (roll(3_000_000) / 1e6).toFixed(6), '',
      '302', words(3), `${words(5)} ${nth >> 1}`, pick(SECTORS), words(2), 'Central Government', words(1), '2019-04-01', '2024-03-31',
      words(40), '0', '1', '', '', '', '', '', '', '', '1', '0', '', '2020-03-05']
    return `${fields.map((field) => `"${field}"`).join('|')}\n`
  }
  await write(path, count, { head: `${CRS_COLUMNS.join('|')}\n`, record, end: '' })
}

async function write(path, count, { head, record, end }) {
  const file = createWriteStream(path)
  file.write(head)
  for (let nth = 0; nth < count; nth += 1) {
    if (!file.write(record(nth))) await once(file, 'drain')
  }
  file.end(end)
  await once(file, 'close')
}
