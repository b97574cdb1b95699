// The binary starts, serves its embedded site with long cache lifetimes, and the start page runs without a complaint.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { start } from '../harness.mjs'

let app
before(async () => { app = await start() })
after(() => app?.stop())

test('the start page hydrates without console errors or policy violations', async () => {
  const page = await app.newPage()
  const wasm = page.waitForResponse((response) => response.url().endsWith('.wasm'))
  await page.goto('/')
  assert.equal((await wasm).status(), 200)
  await page.waitForLoadState('networkidle')
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('the same page has a heading and content without JavaScript', async () => {
  const page = await app.newPage({ javaScriptEnabled: false })
  await page.goto('/')
  assert.ok((await page.locator('main').innerText()).length > 0)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

test('embedded files are compressed and cached for ever', async () => {
  const html = await (await fetch(app.baseUrl)).text()
  const [script] = html.match(/\/pkg\/tiga-start\.[0-9a-f]{16}\.js/) ?? assert.fail('the page names no start script')
  const answer = await fetch(app.baseUrl + script, { headers: { 'accept-encoding': 'br' } })
  assert.equal(answer.headers.get('content-encoding'), 'br')
  assert.match(answer.headers.get('cache-control'), /immutable/)
  assert.match(await answer.text(), /hydrate/)
})
