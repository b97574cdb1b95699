// What a first visit to `/` transfers, by kind, and how long the server takes for it. What is fetched once the page is
// used, for the answers to further questions, is told apart. Prints tables; asserts nothing.
import { start } from '../harness.mjs'
import { open } from './client.mjs'
import { machine, processorSeconds } from './machine.mjs'

const app = await start()
try {
  const page = await app.newPage()
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const kinds = new Map()
  const requests = new Map()
  session.on('Network.responseReceived', (event) => requests.set(event.requestId, event))
  session.on('Network.loadingFinished', (event) => {
    const request = requests.get(event.requestId)
    if (!request) return
    const { mimeType } = request.response
    const kind = /wasm/.test(mimeType) ? 'wasm of the page' : request.type.toLowerCase()
    kinds.set(kind, (kinds.get(kind) ?? 0) + event.encodedDataLength)
  })
  await page.goto('/', { waitUntil: 'networkidle' })
  await page.waitForTimeout(1500)
  const print = (kind, bytes) => console.log(`${kind.padEnd(22)} ${String(bytes).padStart(9)}`)
  const sum = (wanted) => [...kinds].reduce((all, [kind, bytes]) => all + (wanted(kind) ? bytes : 0), 0)
  // What the worker fetches is not the page's to see: its files are found by the addresses in the scripts.
  const text = async (path) => (await fetch(app.baseUrl + path)).text()
  const find = (content, pattern) => pattern.exec(content)[0]
  const document = await text('/')
  const worker = find(await text(find(document, /\/pkg\/tiga-start\.\w+\.js/)), /\/pkg\/tiga-worker\.\w+\.js/)
  const later = {
    'script of the worker': worker,
    'wasm of the worker': find(await text(worker), /\/pkg\/tiga-worker\.\w+\.wasm/),
    'data set': `/data/${/name="tiga-data" content="(\w+)"/.exec(document)[1]}.bin`
  }
  const client = await open(app.baseUrl)
  console.log('\nFirst visit to / with the starter data, bytes transferred')
  for (const [kind, bytes] of [...kinds].sort()) print(kind, bytes)
  print('in all', sum(() => true))
  console.log('\nWith the first click, key or turn of the wheel')
  for (const [kind, path] of Object.entries(later)) {
    const { bytes } = await client.get(path, 'br')
    kinds.set(kind, bytes)
    print(kind, bytes)
  }
  client.close()
  print('in all', sum(() => true))

  const times = []
  const used = processorSeconds(app.pid)
  for (let run = 0; run < 200; run += 1) {
    const since = performance.now()
    await (await fetch(`${app.baseUrl}/`, { headers: { 'accept-encoding': 'identity' } })).arrayBuffer()
    times.push(performance.now() - since)
  }
  times.sort((a, b) => a - b)
  const work = (processorSeconds(app.pid) - used) * 1000 / times.length
  console.log(`\n/ uncompressed, 200 requests in a row, as seen by the client: median ${times[100].toFixed(1)} ms, p95 ${times[190].toFixed(1)} ms; server ${work.toFixed(1)} ms; ${machine()}`)
} finally {
  await app.stop()
}
