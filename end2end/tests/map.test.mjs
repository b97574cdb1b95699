// The map under real input: mouse, wheel, keyboard and touch. Each gesture ends in the address, and the map is drawn for
// it once; none of them scrolls the page, chooses a country or selects text by accident.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { axe, start } from '../harness.mjs'

let app
before(async () => { app = await start() })
after(() => app?.stop())

async function open(path = '/', options) {
  const page = await app.newPage(options)
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  await page.locator('.map-frame').scrollIntoViewIfNeeded()
  return page
}

const viewBox = (page) => page.locator('svg.map').getAttribute('viewBox')
const width = async (page) => Number((await viewBox(page)).split(' ')[2])

/** The middle of the map in the window. */
async function middle(page) {
  const box = await page.locator('.map-frame').boundingBox()
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, ...{ wide: box.width, high: box.height } }
}

/** Waits until the map shows what the address says, without any transform left. */
async function settled(page, before) {
  await page.waitForFunction((before) => {
    const picture = document.querySelector('svg.map')
    return picture.getAttribute('viewBox') !== before && picture.style.transform === ''
  }, before)
}

/** Does something and waits for the drawing that follows. */
async function redrawn(page, gesture) {
  const before = await viewBox(page)
  await gesture()
  await settled(page, before)
}

async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  for (let step = 1; step <= 6; step += 1) {
    await page.mouse.move(from.x + (to.x - from.x) * step / 6, from.y + (to.y - from.y) * step / 6)
  }
  await page.mouse.up()
}

test('keys, buttons and the wheel zoom and move; the address follows and leads back', async () => {
  const page = await open()
  const whole = await viewBox(page)
  await page.locator('.map-frame').focus()
  await redrawn(page, () => page.keyboard.press('+'))
  assert.match(page.url(), /view=[-0-9.]+,[0-9.]+,1$/)
  await redrawn(page, () => page.keyboard.press('ArrowRight'))
  const [east] = (await viewBox(page)).split(' ').map(Number)
  assert.ok(east > Number(whole.split(' ')[0]))
  await redrawn(page, () => page.locator('.map-tools a[aria-label="Zoom in"]').click())
  assert.match(page.url(), /,2$/)

  const shared = await app.newPage({ javaScriptEnabled: false })
  await shared.goto(page.url())
  assert.equal(await viewBox(shared), await viewBox(page))
  await shared.context().close()

  await page.locator('.map-frame').focus()
  await redrawn(page, () => page.keyboard.press('0'))
  assert.equal(await viewBox(page), whole)
  assert.equal(new URL(page.url()).search, '')

  const { x, y } = await middle(page)
  await page.mouse.move(x, y)
  await page.keyboard.down('Control')
  await redrawn(page, () => page.mouse.wheel(0, -120))
  await page.keyboard.up('Control')
  assert.ok(await width(page) < Number(whole.split(' ')[2]))
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('a wheel without its key scrolls the page and says how to zoom', async () => {
  const page = await open('/', { viewport: { width: 1280, height: 500 } })
  const before = await viewBox(page)
  const { x, y } = await middle(page)
  await page.mouse.move(x, Math.min(y, 450))
  const top = await page.evaluate(() => window.scrollY)
  await page.mouse.wheel(0, 150)
  await page.waitForFunction((top) => window.scrollY > top, top)
  assert.match(await page.locator('.map-hint').innerText(), /scroll to zoom/)
  assert.equal(await viewBox(page), before)
  await page.context().close()
})

test('a drag moves the map by a transform alone, draws it once, and chooses nothing', async () => {
  const page = await open('/?view=14,105,2')
  const from = await middle(page)
  await page.evaluate(() => {
    window.drawings = 0
    new MutationObserver((changes) => { window.drawings += changes.length })
      .observe(document.querySelector('svg.map'), { attributes: true, attributeFilter: ['viewBox'] })
  })
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x - 40, from.y - 30)
  await page.mouse.move(from.x - 80, from.y - 60)
  await page.waitForFunction(() => document.querySelector('svg.map').style.transform.includes('translate'))
  assert.equal(await page.evaluate(() => window.drawings), 0)
  await redrawn(page, () => page.mouse.up())
  assert.equal(await page.evaluate(() => window.drawings), 1)
  assert.equal(await page.locator('.chip').count(), 0)
  assert.equal(await page.evaluate(() => String(window.getSelection())), '')
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('shift and drag zooms to the box, a double click to its point', async () => {
  const page = await open()
  const { x, y } = await middle(page)
  await page.keyboard.down('Shift')
  await redrawn(page, () => drag(page, { x: x - 60, y: y - 60 }, { x: x + 60, y: y + 40 }))
  await page.keyboard.up('Shift')
  const boxed = await width(page)
  assert.match(page.url(), /view=/)
  await redrawn(page, () => page.locator('.map-tools a[aria-label="Whole region"]').click())
  // A corner of the map lies in the sea.
  const box = await page.locator('.map-frame').boundingBox()
  await redrawn(page, () => page.mouse.dblclick(box.x + box.width * 0.75, box.y + box.height * 0.2))
  assert.ok(boxed < await width(page))
  await page.context().close()
})

test('two fingers pinch, one belongs to the page, two taps zoom', async () => {
  const page = await open('/', { hasTouch: true, viewport: { width: 390, height: 844 } })
  const { x, y } = await middle(page)
  const session = await page.context().newCDPSession(page)
  const touch = (type, ...points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) })
  const whole = await width(page)
  await redrawn(page, async () => {
    await touch('touchStart', [x - 30, y], [x + 30, y])
    for (const spread of [40, 55, 70, 90]) await touch('touchMove', [x - spread, y], [x + spread, y])
    await touch('touchEnd')
  })
  const pinched = await width(page)
  assert.ok(pinched < whole * 0.7, `${pinched} of ${whole}`)
  await redrawn(page, async () => {
    for (let tap = 0; tap < 2; tap += 1) {
      await touch('touchStart', [x, y - 100])
      await touch('touchEnd')
    }
  })
  assert.ok(await width(page) < pinched)
  await page.context().close()
})

test('a cluster opens closer until one place is left, whose list opens', async () => {
  const page = await open()
  const cluster = page.locator('.symbols a:not([rel])').last()
  await redrawn(page, () => cluster.dispatchEvent('click', { button: 0, bubbles: true }))
  assert.match(page.url(), /view=/)
  assert.match(await page.locator('#ranking-title').innerText(), /in view/)
  const answer = await (await fetch(`${app.baseUrl}/api/v1/projects?precision=site&per_page=1`)).json()
  const [place] = answer.items[0].places
  const here = await fetch(`${app.baseUrl}/api/v1/projects?area=${place.lat},${place.lon},${place.lat},${place.lon}`)
  assert.ok((await here.json()).total >= 1)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('a symbol shows its card, Escape takes it away, and the list rings its place', async () => {
  const page = await open()
  const symbol = page.locator('.symbols a').last()
  await symbol.dispatchEvent('pointerover', { bubbles: true })
  assert.ok((await page.locator('.map-card').innerText()).length > 10)
  await page.keyboard.press('Escape')
  assert.equal(await page.locator('.map-card').isVisible(), false)
  await page.locator('.ranking li[data-at]').first().hover()
  assert.notEqual(await page.locator('svg.map .here').getAttribute('r'), '0')
  await page.context().close()
})

test('provinces appear with depth, and shades can mean something else', async () => {
  const page = await open('/?view=16,106,3')
  await page.locator('svg.map .depth.shown [data-iso2="VN"] path').first().waitFor({ state: 'attached' })
  await page.locator('.segments-links a', { hasText: 'Projects' }).click()
  await page.waitForURL(/shade=projects/)
  await page.locator('.legend-title', { hasText: 'Projects by first-level area' }).waitFor()
  assert.match(page.url(), /view=16/)
  assert.deepEqual(await axe(page), [])
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('a country has its panel, a class of the legend its countries', async () => {
  const page = await open('/?country=VN')
  assert.equal(await page.locator('#country-title').innerText(), 'Viet Nam')
  assert.deepEqual(await axe(page), [])
  await page.goto('/')
  await page.locator('.legend li a[title^="Only"]').last().click()
  await page.waitForURL(/country=/)
  await page.locator('.chip').first().waitFor()
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('the embedded map runs in a frame of another page, and moves without the application', async () => {
  const page = await app.newPage()
  const framed = await app.newPage()
  const body = `<!doctype html><iframe src="${app.baseUrl}/embed?country=VN"></iframe>`
  const other = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(body))
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  await framed.goto(`http://127.0.0.1:${other.address().port}/`)
  await framed.frameLocator('iframe').locator('svg.map .country.chosen').waitFor({ state: 'attached' })
  await framed.context().close()
  other.close()
  await page.goto('/embed?country=VN')
  assert.deepEqual(await axe(page), [])
  const before = await viewBox(page)
  await page.locator('.map-frame').focus()
  await page.keyboard.press('+')
  await page.waitForURL(/view=/)
  assert.notEqual(await viewBox(page), before)
  assert.match(page.url(), /country=VN/)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('two maps move together and keep both filters', async () => {
  const page = await app.newPage()
  await page.goto('/compare')
  assert.deepEqual(await axe(page), [])
  await page.locator('.compare a', { hasText: 'open this map' }).first().waitFor()
  await page.locator('main ul a', { hasText: 'Services and hard' }).click()
  await page.waitForURL(/a=class/)
  await page.locator('.map-frame').first().focus()
  await page.keyboard.press('+')
  await page.waitForURL(/view=/)
  const boxes = await page.locator('svg.map').evaluateAll((maps) => maps.map((map) => map.getAttribute('viewBox')))
  assert.equal(boxes.length, 2)
  assert.equal(boxes[0], boxes[1])
  assert.match(await page.locator('h2').first().innerText(), /Services/)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('the picture of the view can be taken along as PNG', async () => {
  const page = await open('/?view=16,106,2')
  const download = page.waitForEvent('download')
  await page.locator('a[data-png]').click()
  const file = await (await download).createReadStream()
  const chunks = []
  for await (const chunk of file) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG')
  assert.ok(bytes.length > 20_000)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})
