// Answers and pages a second at 100,000 activities: 16 connections, varied filters, no two alike in a row.
// The client shares the machine with the server. Prints a table; asserts nothing.
import http from 'node:http'
import { join } from 'node:path'
import { start, tiga } from '../harness.mjs'
import { writeIati } from './generate.mjs'

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

/** Asks for `path` with every filter in turn over kept connections; gives rate and p95. */
async function load(baseUrl, path) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const times = []
  const end = performance.now() + SECONDS * 1000
  let next = 0
  const ask = () => new Promise((resolve, reject) => {
    // A minimum that differs each time makes every question new.
    const query = `${FILTERS[next % FILTERS.length]}&${FILTERS[next % FILTERS.length].includes('min=') ? '' : `min=${next}`}`
    next += 1
    const since = performance.now()
    http.get(`${baseUrl}${path}?${query}`, { agent }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${answer.statusCode} for ${query}`))
      answer.resume().on('end', () => resolve(times.push(performance.now() - since)))
    }).on('error', reject)
  })
  const connection = async () => { while (performance.now() < end) await ask() }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  agent.destroy()
  times.sort((a, b) => a - b)
  return { rate: times.length / SECONDS, p95: times[Math.floor(times.length * 0.95)] }
}

const app = await start({ args: ['--no-starter'] })
try {
  const file = join(app.folder, 'bench.xml')
  await writeIati(file, ACTIVITIES)
  await tiga(['import', 'iati', file, '--no-starter', '--database', `sqlite://${join(app.folder, 'tiga.db')}?mode=rwc`])
  for (;;) {
    const answer = await (await fetch(`${app.baseUrl}/api/v1/overview`)).json()
    if (answer.activities === ACTIVITIES) break
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  console.log(`${ACTIVITIES} activities, ${CONNECTIONS} connections, ${FILTERS.length} filters, ${SECONDS} s each`)
  console.log('address                 a second    p95 ms')
  for (const path of ['/api/v1/overview', '/']) {
    const { rate, p95 } = await load(app.baseUrl, path)
    console.log(`${path.padEnd(20)} ${rate.toFixed(0).padStart(11)} ${p95.toFixed(0).padStart(9)}`)
  }
} finally {
  await app.stop()
}
