// Every figure opens what is behind it: cells and bars that are drawn by lot are followed in the browser, and the list
// that opens has exactly their sum. And the layer over figures: words of what is pointed at, arrow keys.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { start } from '../harness.mjs'

let app
before(async () => { app = await start() })
after(() => app?.stop())

const SEED = 20261125
const DRAWN = 12

/** Numbers from 0 to 1 that are the same in every run. */
function dice(seed) {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

function byLot(items, count) {
  const roll = dice(SEED)
  const rest = [...items]
  return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(Math.floor(roll() * rest.length), 1)[0])
}

/** The exact amount above the list of projects. */
const listed = (page) => page.locator('.list-head .money').getAttribute('title')

async function open(path, options) {
  const page = await app.newPage(options)
  await page.goto(path)
  return page
}

const CELLS = [
  ['/gaps?year=1960..2025', '.data.cells td a[href^="/projects"]'],
  ['/gaps?year=1960..2025&scheme=focus&baseline=need', '.data.cells td a[href^="/projects"]'],
  ['/gaps?year=2015..2025&country=VN,PH', '.data.cells td a[href^="/projects"]'],
  ['/mix', 'main .data td a[href^="/projects"]'],
  ['/mix?view=dac&partner=JP,ADB', 'main .data td a[href^="/projects"]'],
  ['/mix?country=ID', 'details.cells td a[href^="/projects"]']
]

for (const [path, cells] of CELLS) {
  test(`cells of ${path} open the list with their sum`, async () => {
    const page = await open(path)
    const found = await page.locator(cells).evaluateAll((links) => links.flatMap((link) => {
      const exact = link.querySelector('.money')?.getAttribute('title')
      return exact ? [{ href: link.getAttribute('href'), exact }] : []
    }))
    assert.ok(found.length > 3, `${found.length} cells`)
    for (const { href, exact } of byLot(found, DRAWN)) {
      const list = await open(href)
      assert.equal(await listed(list), exact, href)
      await list.context().close()
    }
    assert.deepEqual(page.problems, [])
    await page.context().close()
  })
}

for (const path of ['/mix', '/mix?view=dac&country=VN', '/mix?partner=US,JP,KR']) {
  test(`bars of ${path} open the list with their sum`, async () => {
    const page = await open(path)
    const found = await page.locator('svg.chart a.region').evaluateAll((links) => links.flatMap((link) => {
      const exact = /−?US\$ [\d,]+\.\d\d/.exec(link.getAttribute('aria-label'))?.[0]
      return exact ? [{ href: link.getAttribute('href'), exact }] : []
    }))
    assert.ok(found.length > 20, `${found.length} bars`)
    for (const { href, exact } of byLot(found, DRAWN)) {
      const list = await open(href)
      assert.equal(await listed(list), exact, href)
      await list.context().close()
    }
    await page.context().close()
  })
}

test('cells of the table of overlaps open as many pairs as they say', async () => {
  const page = await open('/overlaps')
  const found = await page.locator('.matrix td a').evaluateAll((links) => links.map((link) => ({ href: link.getAttribute('href'), count: link.textContent.trim() })))
  assert.ok(found.length > 3)
  for (const { href, count } of byLot(found, DRAWN)) {
    const list = await open(href)
    const words = await list.locator('.list-head strong').innerText()
    assert.ok(words.startsWith(`${count} pair`), `${href}: ${count} and ${words}`)
    await list.context().close()
  }
  await page.context().close()
})

test('a figure says what is pointed at and follows the arrow keys', async () => {
  const page = await open('/mix')
  const figure = page.locator('figure.chart').first()
  const regions = figure.locator('svg .region')
  const said = () => figure.locator('.readout').innerText()
  const label = (nth) => regions.nth(nth).getAttribute('aria-label')
  assert.equal(await figure.locator('svg [tabindex="0"]').count(), 1, 'one tab stop a figure')
  await regions.nth(2).hover({ force: true })
  assert.equal(await said(), await label(2))
  await regions.nth(0).focus()
  assert.equal(await said(), await label(0))
  await page.keyboard.press('ArrowRight')
  assert.equal(await said(), await label(1))
  await page.keyboard.press('End')
  assert.equal(await said(), await label(await regions.count() - 1))
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/projects?**')
  assert.deepEqual(page.problems, [])
  await page.context().close()
})
