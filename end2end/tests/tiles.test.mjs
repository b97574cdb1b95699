// Raster tiles from a configured address: drawn deep down where the map's own grid says, allowed by the policy, named
// beside the map, and off without the setting. The tiles come from a server of this test.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { axe, start } from '../harness.mjs'

/** One grey pixel. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOoBwAAggCB9FSAtwAAAABJRU5ErkJggg==', 'base64')

let app
let plain
let tiles
const asked = []

before(async () => {
  tiles = createServer((request, answer) => {
    asked.push(request.url)
    answer.setHeader('content-type', 'image/png').end(PIXEL)
  })
  tiles.listen(0, '127.0.0.1')
  await once(tiles, 'listening')
  const address = `http://127.0.0.1:${tiles.address().port}/{z}/{x}/{y}.png`
  app = await start({ env: { TIGA_TILES: address, TIGA_TILES_ATTRIBUTION: '© Makers of tiles' } })
  plain = await start()
})
after(async () => {
  await app?.stop()
  await plain?.stop()
  tiles?.close()
})

const lon = (x, z) => x / 2 ** z * 360 - 180
const lat = (y, z) => Math.atan(Math.sinh(Math.PI * (1 - 2 * y / 2 ** z))) * 180 / Math.PI

test('deep down tiles lie where they belong and their source is named', async () => {
  const page = await app.newPage()
  await page.goto('/')
  await page.waitForLoadState('networkidle')
  assert.equal(asked.length, 0)
  assert.equal(await page.locator('.tile-source').isVisible(), false)
  await page.goto('/?view=16.05,108.2,6')
  await page.locator('svg.map .tiles image').first().waitFor({ state: 'attached' })
  await page.waitForLoadState('networkidle')
  assert.equal(await page.locator('.tile-source').innerText(), '© Makers of tiles')
  assert.ok(asked.length > 3)
  const places = asked.map((address) => address.match(/^\/(\d+)\/(\d+)\/(\d+)\.png$/).slice(1).map(Number))
  assert.ok(places.some(([z, x, y]) => lon(x, z) <= 108.2 && 108.2 <= lon(x + 1, z) && lat(y + 1, z) <= 16.05 && 16.05 <= lat(y, z)))
  // A tile is drawn about as large as it is.
  const box = await page.locator('svg.map .tiles image').first().boundingBox()
  assert.ok(box.width > 170 && box.width < 380, String(box.width))
  assert.deepEqual(await axe(page), [])
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('without the setting there are none, and the policy allows none', async () => {
  const page = await plain.newPage()
  const answer = await page.goto('/?view=16.05,108.2,6')
  await page.waitForLoadState('networkidle')
  assert.match(answer.headers()['content-security-policy'], /img-src 'self' data:;/)
  assert.equal(await page.locator('svg.map .tiles image').count(), 0)
  assert.equal(await page.locator('.tile-source').isVisible(), false)
  await page.context().close()
})

test('a wrong address of tiles is refused at the start with a reason', async () => {
  await assert.rejects(start({ env: { TIGA_TILES: 'https://tiles.example/{z}/{x}.png', TIGA_TILES_ATTRIBUTION: 'x' } }), /must hold \{z\}, \{x\} and \{y\}/)
  await assert.rejects(start({ env: { TIGA_TILES: 'https://tiles.example/{z}/{x}/{y}.png' } }), /tiles-attribution/)
})
