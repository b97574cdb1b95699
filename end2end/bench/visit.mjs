// What a first visit to `/` transfers, by kind, and how long the server takes for it. Prints tables; asserts nothing.
import { start } from '../harness.mjs'

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
    const kind = /wasm/.test(request.response.mimeType) ? 'wasm' : request.type.toLowerCase()
    kinds.set(kind, (kinds.get(kind) ?? 0) + event.encodedDataLength)
  })
  await page.goto('/', { waitUntil: 'networkidle' })
  await page.waitForTimeout(1500)
  console.log('First visit to / with the starter data, bytes transferred')
  for (const [kind, bytes] of [...kinds].sort()) console.log(`${kind.padEnd(12)} ${String(bytes).padStart(9)}`)
  console.log(`${'in all'.padEnd(12)} ${String([...kinds.values()].reduce((a, b) => a + b, 0)).padStart(9)}`)

  const times = []
  for (let run = 0; run < 200; run += 1) {
    const since = performance.now()
    await (await fetch(`${app.baseUrl}/`, { headers: { 'accept-encoding': 'identity' } })).arrayBuffer()
    times.push(performance.now() - since)
  }
  times.sort((a, b) => a - b)
  console.log(`\n/ uncompressed, 200 requests in a row, as seen by the client: median ${times[100].toFixed(1)} ms, p95 ${times[190].toFixed(1)} ms`)
} finally {
  await app.stop()
}
