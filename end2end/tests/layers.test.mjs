// What the map shows besides symbols: shadings, first-level areas, overlaps, small maps. With and without JavaScript.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, start } from '../harness.mjs'

let app
before(async () => { app = await start() })
after(() => app?.stop())

async function open(path, options) {
  const page = await app.newPage(options)
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  return page
}

const json = async (path) => (await fetch(`${app.baseUrl}${path}`)).json()

/** What a reader sees of the map. */
const seen = (page) => page.evaluate(() => {
  const list = (selector, of) => [...document.querySelectorAll(selector)].map(of)
  return {
    countries: list('svg.map .country', (path) => `${path.dataset.iso2} ${path.getAttribute('class')}`),
    areas: list('svg.map .province', (path) => `${path.dataset.unit} ${path.getAttribute('class')}`).sort(),
    names: list('svg.map .labels text', (text) => text.textContent),
    knots: list('svg.map .knot', (path) => path.getAttribute('d')),
    links: list('svg.map .links a', (link) => link.getAttribute('href')),
    rivers: document.querySelectorAll('svg.map .depth.shown .rivers path').length,
    legend: list('.legend li', (item) => item.textContent),
    rows: list('section[aria-labelledby="areas-title"] tbody tr', (row) => row.textContent)
  }
})

for (const path of ['/?view=16,106,3', '/?view=14.6,121,4&shade=projects', '/?view=-8.7,125.6,5&shade=services', '/?layer=overlaps', '/?view=-8.6,125.6,5&layer=overlaps&shade=gap', '/?shade=person&country=VN,PH,TL']) {
  test(`${path} shows the same with and without JavaScript, and axe finds nothing`, async () => {
    const withIt = await open(path)
    await withIt.waitForFunction(() => {
      const depth = document.querySelector('svg.map .depth')
      return depth.dataset.countries.split(' ').filter(Boolean).every((iso2) => depth.querySelector(`.provinces[data-iso2="${iso2}"]`))
    })
    assert.deepEqual(await axe(withIt), [])
    const without = await open(path, { javaScriptEnabled: false })
    assert.deepEqual(await seen(withIt), await seen(without))
    assert.deepEqual(withIt.problems, [])
    await withIt.context().close()
    await without.context().close()
  })
}

test('every shading has its legend, and the address chooses it', async () => {
  const page = await open('/')
  for (const [name, code, title] of [['Per person', 'person', 'each inhabitant'], ['Gaps', 'gap', 'ADB’s own mix'], ['Services share', 'services', 'Services as a share'], ['Amount', '', 'Commitments']]) {
    await page.locator('.legend .segments-links a', { hasText: name }).first().click()
    await page.waitForURL((url) => (url.searchParams.get('shade') ?? '') === code)
    await page.locator('.legend-title', { hasText: title }).waitFor()
    // The starter data are too thin for gaps: then every country with a project is hatched, and nothing is claimed.
    const shaded = code === 'gap' ? 'svg.map .country.shade-unknown' : '.legend li a[title^="Only"]'
    assert.ok(await page.locator(shaded).count() > 0, name)
  }
  const panel = await json('/api/v1/overview?country=PH')
  await page.goto('/?shade=person&country=PH')
  const words = await page.locator('.legend li a[title="Only Philippines"]').innerText()
  // People of 2023, as the table has them.
  const cents = Math.floor(Math.round(panel.usd * 100) / 114891199)
  assert.ok(words.includes((cents / 100).toFixed(2)), `${words} ${cents}`)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('first-level areas and the rest add to each country in view', async () => {
  const page = await open('/?view=14.6,121,3')
  const rows = await page.locator('section[aria-labelledby="areas-title"] tbody tr').evaluateAll((rows) => rows.map((row) => {
    const exact = row.querySelector('.money')?.getAttribute('title')
    const name = row.querySelector('th').textContent
    const isArea = name.endsWith(', Philippines')
    return { name, isArea, cents: exact ? Math.round(Number(exact.replace(/[^0-9.-]/g, '')) * 100) : 0 }
  }))
  assert.ok(rows.filter((row) => row.isArea).length > 5)
  const sum = rows.filter((row) => row.isArea || row.name.startsWith('Philippines')).reduce((all, row) => all + row.cents, 0)
  const whole = await json('/api/v1/overview?country=PH')
  assert.equal(sum, Math.round(whole.usd * 100))
  await page.context().close()
})

test('a first-level area opens the list of its projects, as many as it says', async () => {
  const page = await open('/?view=14.6,121,3&partner=JP')
  const row = page.locator('section[aria-labelledby="areas-title"] tbody tr').first()
  const said = Number(await row.locator('td').first().innerText())
  const name = await row.locator('th a').innerText()
  await row.locator('th a').click()
  await page.locator('.chip', { hasText: name }).waitFor()
  const query = new URL(page.url()).search
  assert.match(query, /province=PH-/)
  assert.ok(said > 0)
  assert.equal((await json(`/api/v1/projects${query}`)).total, said)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('a class of the legend of first-level areas leaves its areas', async () => {
  const page = await open('/?view=14.6,121,3')
  const link = page.locator('.legend li a[title^="Only"]').last()
  const names = (await link.getAttribute('title')).replace('Only ', '').split(', Philippines').length - 1
  await link.click()
  await page.locator('.chip').first().waitFor()
  assert.ok(names > 0)
  assert.equal(await page.locator('.chip', { hasText: 'Place in' }).count(), names)
  assert.match(page.url(), /view=.*province=PH-|province=PH-.*view=/)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('what is in view opens its list, with as many projects', async () => {
  for (const view of ['16,106,2', '14.6,121,3', '-8.6,125.6,5']) {
    const page = await open(`/?view=${view}`)
    const link = page.locator('.ranking .note a')
    const said = Number((await link.innerText()).replace(/[^0-9]/g, ''))
    await link.click()
    await page.locator('.list-head').waitFor()
    const query = new URL(page.url()).search
    assert.equal((await json(`/api/v1/projects${query}`)).total, said, view)
    await page.context().close()
  }
})

test('a box becomes a filter of what lies in it, and the chip takes it away', async () => {
  const page = await open('/?view=14.6,121,3')
  const said = (await page.locator('.ranking .note a').innerText()).match(/[0-9,]+/)[0]
  await page.locator('.map-tools a[aria-label="Only projects in this view"]').click()
  await page.waitForURL(/area=/)
  await page.locator('.chip').waitFor()
  assert.equal(await page.locator('.figures dd').first().innerText(), said)
  assert.match(page.url(), /view=14.6,121,3/)
  await page.locator('.chip').first().click()
  await page.waitForURL((url) => !url.searchParams.has('area'))
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('today’s areas that cannot be drawn are named on the page', async () => {
  const page = await open('/?view=-4,138,3')
  assert.match(await page.locator('section[aria-labelledby="areas-title"] .note').innerText(), /South Papua is drawn as a part of Papua/)
  await page.context().close()
})

test('the overlap layer joins pairs; its lines open them, and the layer can be taken away', async () => {
  const page = await open('/')
  await page.locator('.legend a', { hasText: 'Overlaps' }).click()
  await page.waitForURL(/layer=overlaps/)
  await page.locator('svg.map .knot').first().waitFor({ state: 'attached' })
  const hrefs = await page.locator('svg.map .links a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  const pairs = await json('/api/v1/overlaps?relation=overlap&per_page=1000')
  const known = new Set(pairs.items.map((pair) => pair.id))
  assert.ok(hrefs.length > 5 && hrefs.length <= known.size)
  for (const href of hrefs) assert.ok(known.has(decodeURIComponent(href.replace('/overlaps/', ''))), href)
  assert.match(await page.locator('.legend li', { hasText: 'overlapping pair' }).innerText(), new RegExp(`of ${pairs.total} overlapping`))
  assert.deepEqual(await axe(page), [])
  await page.goto(hrefs[0])
  assert.ok(await page.locator('.small-map .link').count() === 1)
  assert.ok(await page.locator('.small-map .symbol').count() >= 2)
  assert.deepEqual(await axe(page), [])
  await page.goto('/?layer=overlaps')
  await page.locator('.legend a', { hasText: 'Overlaps' }).click()
  await page.locator('svg.map .knot').first().waitFor({ state: 'detached' })
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('a project with a place has a small map that leads to the large one', async () => {
  const answer = await json('/api/v1/projects?precision=site&per_page=1')
  const page = await open(`/projects/${encodeURIComponent(answer.items[0].id)}`)
  assert.ok(await page.locator('.small-map .symbol').count() >= 1)
  assert.deepEqual(await axe(page), [])
  await page.locator('.small-map a').click()
  await page.waitForURL(/\/\?view=/)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('a country has overlaps, gaps and its brief in its panel', async () => {
  const page = await open('/?country=TL')
  const panel = page.locator('.country-panel')
  const overlaps = await json('/api/v1/overlaps?country=TL&relation=overlap')
  assert.match(await panel.innerText(), new RegExp(`${overlaps.total} overlapping pair`))
  assert.ok(await panel.locator('a[href^="/gaps?country=TL"]').count() === 1)
  assert.ok(await panel.locator('a[href="/export/countries/TL.pdf"]').count() === 1)
  await page.context().close()
})

test('small states and the exclave can be hit at the start view', async () => {
  for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
    const page = await open('/', { viewport })
    for (const iso2 of ['SG', 'BN', 'TL']) {
      const box = await page.locator(`svg.map .small[data-iso2="${iso2}"]`).boundingBox()
      assert.ok(Math.min(box.width, box.height) >= 12, `${iso2} ${box.width}`)
    }
    await page.locator('svg.map .small[data-iso2="BN"]').dispatchEvent('click', { button: 0, bubbles: true })
    await page.waitForURL(/country=BN/)
    await page.context().close()
  }
})
