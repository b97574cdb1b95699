// The pages as people use them: with and without JavaScript, filtered, gone back and forth, checked by axe.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, start } from '../harness.mjs'

let app
before(async () => { app = await start() })
after(() => app?.stop())

const PAGES = ['/', '/projects', '/data', '/reports', '/reports?what=projects', '/overlaps', '/data/imports/1', '/gaps', '/gaps?year=1960..2025&baseline=need&scheme=priorities', '/mix', '/mix?view=physical', '/complements', '/method']

/** What a reader sees of a selection: figures, ranked list, table by country, shades and symbols of the map. */
const seen = (page) => page.evaluate(() => {
  const texts = (selector) => [...document.querySelectorAll(selector)].map((node) => node.textContent.trim())
  return {
    figures: texts('.figures dd'),
    ranking: texts('.ranking li > a'),
    countries: texts('.halves section:first-child tbody tr'),
    shades: [...document.querySelectorAll('svg.map .country')].map((path) => `${path.id} ${path.getAttribute('class')}`),
    symbols: texts('svg.map .symbols a title')
  }
})

async function open(path, options) {
  const page = await app.newPage(options)
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  return page
}

async function firstProject() {
  const answer = await fetch(`${app.baseUrl}/api/v1/projects?per_page=1`)
  return (await answer.json()).items[0]
}

/** Opens a facet and sets one of its values. */
async function choose(page, facet, value) {
  const box = page.locator(`input[name="${facet}"][value="${value}"]`)
  await page.locator('.facet', { has: box }).locator('summary').first().click()
  await box.click()
}

for (const path of PAGES) {
  for (const [name, viewport] of [['wide', { width: 1280, height: 800 }], ['narrow', { width: 390, height: 844 }]]) {
    test(`${path} renders ${name} without problems, and axe finds none`, async () => {
      const page = await open(path, { viewport })
      assert.equal(await page.locator('h1').count(), 1)
      assert.deepEqual(await axe(page), [])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(overflow <= 0, `the page is ${overflow} px wider than the window`)
      assert.deepEqual(page.problems, [])
      await page.context().close()
    })
  }

  test(`${path} says the same with and without JavaScript`, async () => {
    const withIt = await open(path)
    const without = await open(path, { javaScriptEnabled: false })
    const words = (page) => page.locator('main').evaluate((main) => main.textContent)
    assert.equal(await words(withIt), await words(without))
    await withIt.context().close()
    await without.context().close()
  })
}

test('a filter click changes map, figures and list together without reloading', async () => {
  const page = await open('/')
  await page.evaluate(() => { window.kept = true })
  const before = await seen(page)
  await choose(page, 'country', 'VN')
  await page.waitForURL('**/?country=VN')
  await page.locator('.chip').waitFor()
  const after = await seen(page)
  for (const part of Object.keys(before)) assert.notDeepEqual(after[part], before[part], part)
  assert.ok(after.shades.some((shade) => shade.startsWith('c-VN') && shade.endsWith('chosen')))
  assert.equal(await page.evaluate(() => window.kept), true)

  await page.goBack()
  await page.waitForURL((url) => url.search === '')
  await page.locator('.chip').waitFor({ state: 'detached' })
  assert.deepEqual(await seen(page), before)
  await page.goForward()
  await page.locator('.chip').waitFor()
  assert.deepEqual(await seen(page), after)

  const plain = await open('/?country=VN', { javaScriptEnabled: false })
  assert.deepEqual(await seen(plain), after)
  assert.deepEqual(page.problems, [])
  await plain.context().close()
  await page.context().close()
})

test('the form filters without JavaScript', async () => {
  const page = await open('/projects', { javaScriptEnabled: false })
  await choose(page, 'country', 'PH')
  await page.locator('input[name="from"]').fill('2010')
  await page.locator('.apply').click()
  const answer = await fetch(`${app.baseUrl}/api/v1/projects?country=PH&year=2010..`)
  const { total } = await answer.json()
  assert.ok((await page.locator('.list-head').innerText()).startsWith(String(total)))
  await page.context().close()
})

test('the list has as many projects as the overview counts, in figures and rows', async () => {
  const { activities } = await (await fetch(`${app.baseUrl}/api/v1/overview?class=services`)).json()
  const page = await open('/projects?class=services&per_page=1000')
  assert.equal(await page.locator('.projects tbody tr').count(), activities)
  assert.match(await page.locator('.pager').innerText(), new RegExp(`of ${activities} `))
  await page.context().close()
})

test('a heading sorts, and says so', async () => {
  const page = await open('/projects')
  await page.locator('th', { hasText: 'Start' }).locator('a').click()
  await page.locator('th[aria-sort="ascending"]', { hasText: 'Start' }).waitFor()
  const dates = (await page.locator('.projects tbody tr td.date:nth-last-child(2)').allInnerTexts()).filter(Boolean)
  assert.deepEqual(dates, [...dates].sort())
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('a project opens from the list, and leads back', async () => {
  const page = await open('/projects?country=VN')
  await page.locator('.projects .title a').first().click()
  await page.locator('#source').waitFor()
  assert.deepEqual(await axe(page), [])
  await page.goBack()
  await page.locator('.chip').waitFor()
  assert.equal(new URL(page.url()).search, '?country=VN')
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('the map that is opened from another page is the one that is opened by its address', async () => {
  const page = await open('/projects')
  await page.locator('nav[aria-label="Main"] a', { hasText: 'Map' }).click()
  await page.locator('svg.map #c-VN').waitFor({ state: 'attached' })
  const direct = await open('/')
  assert.deepEqual(await seen(page), await seen(direct))
  assert.deepEqual(page.problems, [])
  await direct.context().close()
  await page.context().close()
})

test('every identifier leads to its page, an unknown one to status 404', async () => {
  const { id, title } = await firstProject()
  const found = await fetch(`${app.baseUrl}/projects/${encodeURIComponent(id)}`)
  assert.equal(found.status, 200)
  assert.ok((await found.text()).includes('Where this comes from'), title)
  assert.equal((await fetch(`${app.baseUrl}/projects/no%2Fsuch%3Aproject`)).status, 404)
  assert.equal((await fetch(`${app.baseUrl}/nowhere`)).status, 404)
})

test('what an address gets wrong is said on the page', async () => {
  const page = await open('/?contry=VN')
  assert.match(await page.locator('[role="alert"]').innerText(), /unknown filter “contry”/)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})
