// The browser's own data set: the same answers as the server's, without a network once it is there, and exchanged when
// the server has a newer one.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { hold, start, tiga } from '../harness.mjs'

/** One more project, in the form of Tiga's template. */
const MORE = 'id,name,partner,agency,country,purpose_code,year,amount,currency,places\n' +
  'E2E-1,One more road,JP,JICA,VN,21020,2021,1000000,USD,"Da Nang@16.05,108.2#1"\n'

let app
before(async () => { app = await start() })
after(() => app?.stop())

/** A page that holds the data set; `window.worker` is the worker that does. */
async function holding(path = '/') {
  const page = await app.newPage()
  await page.addInitScript(() => {
    const Native = window.Worker
    window.Worker = class extends Native {
      constructor(...given) {
        super(...given)
        window.worker = this
      }
    }
  })
  await page.goto(path)
  await hold(page)
  return page
}

/** Query strings of random filters, the same each time. */
function* queries(count) {
  const values = {
    partner: ['US', 'JP', 'KR', 'ADB'], country: ['VN', 'PH', 'ID', 'KH', 'TL', 'none', 'regional'], class: ['services', 'hard', 'green', 'production'],
    sector: ['210', '140', '21030', '32130', 'none'], priority: ['OP1', 'OP3', 'OP7', 'none'], theme: ['women', 'water', 'climate', 'none'],
    instrument: ['loan', 'grant', 'guarantee', 'none'], status: ['2', '4', 'none'], precision: ['site', 'province', 'country', 'none'],
    agency: ['JICA', 'KOICA', 'DFC'], year: ['2015..2024', '..2018', 'none', '2020'], min: ['1000000', '250000000'], measure: ['disbursement'],
    prices: ['constant'], include: ['exposure', 'exposure,legacy'], q: ['water', 'railway', 'Đà', 'energy grid'], area: ['10,100,20,110']
  }
  let state = 7
  const below = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor(state / 2 ** 32 * n)
  }
  const keys = Object.keys(values)
  for (let nth = 0; nth < count; nth += 1) {
    const chosen = Array.from({ length: below(4) }, () => keys[below(keys.length)])
    const pairs = [...new Set(chosen)].map((key) => [key, values[key][below(values[key].length)]])
    if (nth % 3 === 0) pairs.push(['view', `${below(20)},${95 + below(40)},${below(6)}`])
    if (nth % 4 === 0) pairs.push(['layer', 'overlaps'])
    if (nth % 5 === 0) pairs.push(['sort', ['title', '-usd', 'start'][below(3)]])
    yield String(new URLSearchParams(pairs))
  }
}

test('two hundred random filters have the same answer in the browser and on the server, to the cent', async () => {
  const page = await holding()
  const asked = [...queries(100)].flatMap((query) => ['/', '/projects'].map((path) => [path, query]))
  const held = await page.evaluate((asked) => Promise.all(asked.map(([path, query], nth) => new Promise((resolve) => {
    const id = `test-${nth}`
    window.worker.addEventListener('message', ({ data }) => data.id === id && resolve(Array.from(data.bytes)))
    window.worker.postMessage({ id, path, query })
  }))), asked)
  let selected = 0
  for (const [nth, [path, query]] of asked.entries()) {
    const answer = await fetch(`${app.baseUrl}/answer/page?${new URLSearchParams({ path, query })}`)
    const theirs = Buffer.from(await answer.arrayBuffer())
    assert.ok(Buffer.from(held[nth]).equals(theirs), `${path}?${query}`)
    const filter = new URLSearchParams(query)
    for (const key of ['view', 'layer', 'sort']) filter.delete(key)
    const overview = await (await fetch(`${app.baseUrl}/api/v1/overview?${filter}`)).json()
    selected += overview.activities > 0 ? 1 : 0
  }
  assert.ok(selected > 80, `only ${selected} of the filters select anything`)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('without a network map, list and filters go on, and the page says so', async () => {
  const page = await holding()
  await page.context().setOffline(true)
  await page.locator('#offline', { hasText: 'You are offline' }).waitFor()
  await page.locator('.halves a', { hasText: 'Viet Nam' }).first().click()
  await page.locator('.chip').waitFor()
  await page.locator('nav[aria-label="Main"] a', { hasText: 'Projects' }).click()
  await page.locator('.list-head').waitFor()
  await page.locator('th', { hasText: 'Start' }).locator('a').click()
  await page.locator('th[aria-sort="ascending"]', { hasText: 'Start' }).waitFor()
  await page.locator('nav[aria-label="Main"] a', { hasText: 'Map' }).click()
  await page.locator('svg.map #c-VN').waitFor({ state: 'attached' })
  await page.context().setOffline(false)
  await page.waitForFunction(() => document.getElementById('offline').textContent === '')
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('a question asked before the data set is there is answered by the server', async () => {
  const page = await app.newPage()
  await page.route('**/data/**', (route) => route.abort())
  await page.goto('/')
  const answered = page.waitForResponse((answer) => answer.url().includes('/answer/page'))
  await page.locator('.halves a', { hasText: 'Viet Nam' }).first().click()
  assert.equal((await answered).status(), 200)
  await page.locator('.chip').waitFor()
  await page.context().close()
})

test('who only looks at a page fetches no data set; who uses it does', async () => {
  const page = await app.newPage()
  const fetched = []
  page.context().on('request', (request) => {
    if (/tiga-worker|\/data\//.test(request.url())) fetched.push(request.url())
  })
  await page.goto('/', { waitUntil: 'networkidle' })
  await page.mouse.move(600, 400)
  const checked = page.waitForResponse((answer) => answer.url().endsWith('/readyz'))
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await checked
  await page.waitForTimeout(500)
  assert.deepEqual(fetched, [])
  await hold(page)
  assert.ok(fetched.length > 0)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('half a data set is never used', async () => {
  const page = await app.newPage()
  let cut = 0
  await page.route('**/data/*.bin', async (route) => {
    const answer = await route.fetch()
    const body = await answer.body()
    cut += 1
    await route.fulfill({ status: 200, contentType: 'application/octet-stream', body: body.subarray(0, body.length / 2) })
  })
  const said = page.waitForEvent('console', (message) => message.text().includes('the server goes on answering'))
  await page.goto('/')
  await page.keyboard.press('Shift')
  await said
  assert.equal(cut, 1)
  assert.equal(await page.evaluate(() => document.documentElement.dataset.held), undefined)
  const answered = page.waitForResponse((answer) => answer.url().includes('/answer/page'))
  await page.locator('.halves a', { hasText: 'Viet Nam' }).first().click()
  assert.equal((await answered).status(), 200)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('an import is noticed: the new data set is fetched and shown', async () => {
  const page = await holding()
  const before = await page.locator('.figures dd').first().innerText()
  const file = join(app.folder, 'more.csv')
  await writeFile(file, MORE)
  const result = await tiga(['import', 'tiga', file, '--database', `sqlite://${join(app.folder, 'tiga.db')}?mode=rwc`])
  assert.equal(result.code, 0, result.stdout + result.stderr)
  const held = await page.evaluate(() => document.documentElement.dataset.held)
  const ready = async () => (await (await fetch(`${app.baseUrl}/readyz`)).json()).version
  const canBeFetched = async (version) => (await fetch(`${app.baseUrl}/data/${version}.bin`)).ok
  let version = held
  while (version === held || !(await canBeFetched(version))) version = await ready()
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.waitForFunction((version) => document.documentElement.dataset.held === version, version)
  await page.waitForFunction((before) => document.querySelector('.figures dd').textContent !== before, before)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})
