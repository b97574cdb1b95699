// Answers and pages a second at 100,000 activities: 16 connections, varied filters, no two alike. Then how long an answer
// takes while documents are written. The client shares the machine with the server. Prints tables; asserts nothing.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startServer, tiga } from '../harness.mjs'
import { open } from './client.mjs'
import { writeIati } from './generate.mjs'
import { machine, processorSeconds } from './machine.mjs'

const ACTIVITIES = 100_000
const CONNECTIONS = 16
const SECONDS = 10
const FILTERS = [
  '', 'country=VN', 'partner=JP', 'partner=US,KR&country=PH', 'sector=210', 'sector=140,21020&country=ID', 'class=services',
  'class=hard,green&partner=JP', 'priority=OP3', 'theme=women', 'instrument=loan', 'status=2&country=KH', 'year=2015..2020',
  'year=2010..2014&partner=ADB', 'min=10000000', 'precision=site', 'measure=disbursement', 'q=water', 'q=solar+grid&country=VN',
  'agency=JICA', 'agency=KOICA,EDCF&class=services', 'country=TL&year=2000..2010', 'country=none', 'sector=none',
  'country=regional', 'priority=OP1&partner=US', 'theme=climate,water&class=green', 'include=exposure,legacy', 'country=LA',
  'partner=US&country=VN&sector=240&year=2018..2024'
]

/** Queries without end: the filters in turn, each with a page number that makes its address new and asks nothing more. */
function* queries() {
  for (let next = 1; ; next += 1) {
    const filter = FILTERS[next % FILTERS.length]
    yield `${filter}${filter && '&'}page=${next}`
  }
}

/**
 * Asks for `path` over kept connections for some seconds, each waiting `pause` ms after an answer:
 * answers a second, milliseconds (median, p95), processor milliseconds of the server and kB for each.
 */
async function load(server, path, { encoding, connections = CONNECTIONS, pause = 0 } = {}) {
  const clients = await Promise.all(Array.from({ length: connections }, () => open(server.baseUrl)))
  const times = []
  const asked = queries()
  let bytes = 0
  const used = processorSeconds(server.pid)
  const start = performance.now()
  await Promise.all(clients.map(async (client) => {
    while (performance.now() - start < SECONDS * 1000) {
      const since = performance.now()
      const answer = await client.get(`${path}?${asked.next().value}`, encoding)
      times.push(performance.now() - since)
      bytes += answer.bytes
      if (pause) await sleep(pause)
    }
  }))
  const seconds = (performance.now() - start) / 1000
  for (const client of clients) client.close()
  times.sort((a, b) => a - b)
  return {
    rate: times.length / seconds,
    median: times[Math.floor(times.length / 2)],
    p95: times[Math.floor(times.length * 0.95)],
    work: (processorSeconds(server.pid) - used) * 1000 / times.length,
    kilobytes: bytes / times.length / 1000
  }
}

function print(name, { rate, median, p95, work, kilobytes }) {
  const cells = [rate.toFixed(0), median.toFixed(1), p95.toFixed(1), work.toFixed(2), kilobytes.toFixed(0)]
  console.log(name.padEnd(34) + cells.map((cell) => cell.padStart(11)).join(''))
}

/** Fetches a document again and again until told to stop; gives how often and how long one took. */
function keepExporting(server, path) {
  let isWanted = true
  const times = []
  const run = async () => {
    while (isWanted) {
      const since = performance.now()
      const client = await open(server.baseUrl)
      await client.get(path)
      client.close()
      times.push((performance.now() - since) / 1000)
    }
  }
  const end = run()
  return { stop: async () => { isWanted = false; await end; return times } }
}

const server = await startServer({ args: ['--no-starter'] })
try {
  const file = join(server.folder, 'bench.xml')
  await writeIati(file, ACTIVITIES)
  await tiga(['import', 'iati', file, '--no-starter', '--database', `sqlite://${join(server.folder, 'tiga.db')}?mode=rwc`])
  let answer
  do {
    await sleep(500)
    answer = await (await fetch(`${server.baseUrl}/api/v1/overview`)).json()
  } while (answer.activities !== ACTIVITIES)
  // The parts for browsers are compressed once for each data set, beside all else: those of this one are waited for.
  const areThere = (line) => line.includes('browsers can fetch the data set') && line.includes(answer.version)
  while (!server.log().split('\n').some(areThere)) await sleep(200)
  console.log(`\n${ACTIVITIES} activities, ${CONNECTIONS} connections, ${FILTERS.length} filters, ${SECONDS} s each; ${machine()}`)
  console.log('address                              a second  median ms     p95 ms  server ms         kB')
  print('/api/v1/overview', await load(server, '/api/v1/overview'))
  print('/', await load(server, '/'))
  print('/ with brotli', await load(server, '/', { encoding: 'br' }))

  const calm = { connections: 4, pause: 40 }
  console.log(`\n${calm.connections} readers who wait ${calm.pause} ms after each answer; ${machine()}`)
  print('/api/v1/overview alone', await load(server, '/api/v1/overview', calm))
  for (const count of [1, 8]) {
    const exports = Array.from({ length: count }, () => keepExporting(server, '/export/projects.xlsx?country=PH,VN'))
    print(`  beside ${count} workbook${count > 1 ? 's' : ''}`, await load(server, '/api/v1/overview', calm))
    const times = (await Promise.all(exports.map((one) => one.stop()))).flat()
    console.log(`    (${times.length} written, ${(times.reduce((a, b) => a + b, 0) / times.length).toFixed(2)} s each)`)
  }
} finally {
  await server.stop()
}
