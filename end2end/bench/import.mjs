// How fast IATI and CRS files are imported, that memory does not grow with the file, and how fast a data set is built
// from the store. Prints tables; asserts nothing.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { startServer } from '../harness.mjs'
import { writeCrs, writeIati } from './generate.mjs'
import { machine } from './machine.mjs'

const STORED = 150_000

const folder = await mkdtemp(join(tmpdir(), 'tiga-bench-'))

/** Imports a file into a store: seconds, processor seconds and peak MB by the kernel's account, and the summary. */
async function measure(format, file, store) {
  const database = `sqlite://${join(folder, store)}?mode=rwc`
  const since = performance.now()
  const child = spawn(
    process.env.TIGA_BINARY,
    ['import', format, file, '--json', '--no-starter', '--database', database],
    { stdio: ['ignore', 'pipe', 'inherit'] }
  )
  let peak = 0
  let used = 0
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
    const stats = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '')
    const fields = stats.split(') ')[1]?.split(' ') ?? []
    used = Math.max(used, (Number(fields[11]) + Number(fields[12])) / 100 || 0)
  }, 20)
  let output = ''
  child.stdout.on('data', (chunk) => { output += chunk })
  await once(child, 'close')
  clearInterval(watch)
  const [answer] = JSON.parse(output).files
  return { seconds: (performance.now() - since) / 1000, used, peak: peak / 1024, answer }
}

const HEADS = ['records', 'MB', 'seconds', 'processor s', 'MB/s', 'records/s', 'stored/s', 'peak MB']

function print(name, cells) {
  console.log(name.padEnd(36) + cells.map((cell) => String(cell).padStart(12)).join(''))
}

/** Prints what an import takes; of several, the one that took the median of time. */
async function line(name, format, file, store, runs = 1) {
  const { size } = await stat(file)
  const measured = []
  for (let run = 0; run < runs; run += 1) measured.push(await measure(format, file, store))
  measured.sort((a, b) => a.seconds - b.seconds)
  const { seconds, used, peak, answer } = measured[Math.floor(runs / 2)]
  const changed = answer.stored + answer.updated
  print(name, [answer.records, (size / 1e6).toFixed(0), seconds.toFixed(2), used.toFixed(2), (size / 1e6 / seconds).toFixed(0),
    (answer.records / seconds).toFixed(0), (changed / seconds).toFixed(0), peak.toFixed(0)])
}

try {
  console.log(`\nImport into a SQLite file; ${machine()}`)
  print('', HEADS)
  for (const count of [20_000, 240_000]) {
    const file = join(folder, `${count}.xml`)
    await writeIati(file, count)
    await line('IATI', 'iati', file, `${count}.db`)
    // Nothing has changed, so that nothing is stored: what reading, judging and comparing take.
    await line('IATI, the same again, median of 5', 'iati', file, `${count}.db`, 5)
    await rm(file)
  }
  for (const [name, count, others] of [['CRS, every row stored', 300_000, 1], ['CRS, one row in fifty stored', 600_000, 50]]) {
    const file = join(folder, 'crs.txt')
    await writeCrs(file, count, others)
    await line(name, 'crs', file, `crs-${others}.db`)
    await rm(file)
  }

  const file = join(folder, 'store.xml')
  await writeIati(file, STORED)
  await measure('iati', file, 'store.db')
  const server = await startServer({
    args: ['--no-starter'], database: `sqlite://${join(folder, 'store.db')}`, env: { RUST_LOG: 'tiga=debug' }
  })
  const log = stripVTControlCharacters(server.log())
  const after = (text) => (new RegExp(`${text}.* milliseconds=(\\d+)`).exec(log)[1] / 1000).toFixed(2)
  await server.stop()
  console.log(`\nA data set of ${STORED} activities built from the store in ${after('the data set stands')} s, ` +
    `with its findings in ${after('the data set has been loaded')} s; ${machine()}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
