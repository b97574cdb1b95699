// How fast an IATI file is imported, and that memory does not grow with the file. Prints a table; asserts nothing.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeIati } from './generate.mjs'

const folder = await mkdtemp(join(tmpdir(), 'tiga-bench-'))

/** Imports a file into a fresh store: `{ seconds, peak MB }` by the kernel's account. */
async function measure(file, store) {
  const database = `sqlite://${join(folder, store)}?mode=rwc`
  const args = ['import', 'iati', file, '--json', '--no-starter', '--database', database]
  const since = performance.now()
  const child = spawn(process.env.TIGA_BINARY, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let peak = 0
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
  }, 20)
  let output = ''
  child.stdout.on('data', (chunk) => { output += chunk })
  await once(child, 'close')
  clearInterval(watch)
  const [answer] = JSON.parse(output).files
  return { seconds: (performance.now() - since) / 1000, peak: peak / 1024, answer }
}

try {
  console.log('IATI import into a fresh SQLite file')
  console.log('activities       MB   seconds   stored/s   peak MB   again s')
  for (const count of [20_000, 240_000]) {
    const file = join(folder, `${count}.xml`)
    await writeIati(file, count)
    const { size } = await stat(file)
    const first = await measure(file, `${count}.db`)
    const again = await measure(file, `${count}.db`)
    const cells = [
      String(count).padStart(10), (size / 1e6).toFixed(0).padStart(8), first.seconds.toFixed(2).padStart(9),
      (first.answer.stored / first.seconds).toFixed(0).padStart(10), Math.max(first.peak, again.peak).toFixed(0).padStart(9),
      again.seconds.toFixed(2).padStart(9)
    ]
    console.log(cells.join(' '))
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
