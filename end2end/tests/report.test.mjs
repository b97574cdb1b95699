// The page of reports and the menu of downloads: with and without JavaScript, watched and left.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { start } from '../harness.mjs'

let app
before(async () => { app = await start() })
after(() => app?.stop())

async function open(path, options) {
  const page = await app.newPage({ acceptDownloads: true, ...options })
  await page.goto(path)
  return page
}

/** The name of the file that a click downloads, and its first bytes. */
async function download(page, link) {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with' : 'without'
  test(`a report is chosen, seen and downloaded ${how} JavaScript`, async () => {
    const page = await open('/reports?country=PH', { javaScriptEnabled })
    await page.getByLabel('Gaps against Strategy 2030').uncheck()
    await page.getByRole('button', { name: 'Show' }).click()
    await page.waitForURL('**/reports?**part=**')
    const address = new URL(page.url())
    assert.equal(address.searchParams.getAll('part').includes('gaps'), false)
    assert.equal(await page.locator('.chip').count(), 1, 'the filter stays')
    const first = page.locator('.sheet img')
    await first.scrollIntoViewIfNeeded()
    if (javaScriptEnabled) {
      await page.waitForFunction(() => document.querySelector('.sheet img').naturalWidth > 0)
    }
    const pdf = await download(page, page.getByRole('link', { name: 'PDF', exact: true }))
    assert.match(pdf.name, /^tiga-overlaps-PH-\d{4}-\d\d-\d\d\.pdf$/)
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-')
    const table = await download(page, page.getByRole('link', { name: 'CSV for Excel' }))
    assert.deepEqual([...table.bytes.subarray(0, 3)], [0xEF, 0xBB, 0xBF])
    // The address makes the same report again.
    const again = await open(page.url(), { javaScriptEnabled })
    const links = (of) => of.locator('.get').evaluateAll((all) => all.map((link) => link.href))
    assert.deepEqual(await links(again), await links(page))
    assert.deepEqual(page.problems, [])
    await again.context().close()
    await page.context().close()
  })
}

test('a download that is under way is shown and can be left', async () => {
  const page = await open('/reports')
  let stopped
  await page.route('**/export/overlaps.xlsx*', async (route) => {
    await new Promise((resolve) => { stopped = resolve })
    await route.abort().catch(() => {})
  })
  await page.getByRole('link', { name: 'XLSX', exact: true }).click()
  const box = page.locator('#download')
  await box.locator('progress').waitFor()
  assert.match(await box.locator('[role="status"]').innerText(), /^XLSX: being put together, \d+ s$/)
  await box.getByRole('button', { name: 'Leave it' }).click()
  await page.waitForFunction(() => /left/.test(document.querySelector('#download [role="status"]').textContent))
  assert.equal(await box.locator('progress').isVisible(), false)
  stopped()
  await page.context().close()
})

test('the menu of a view downloads, copies its address and leads to its citation', async () => {
  for (const path of ['/projects?country=VN', '/overlaps?country=VN', '/gaps?country=VN', '/mix?country=VN', '/complements?country=VN', '/?country=VN']) {
    const page = await open(path)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.waitForLoadState('networkidle')
    const menu = page.locator('.take')
    await menu.locator('summary').click()
    await menu.getByRole('button', { name: 'Copy link' }).click()
    await menu.getByText('Copied').waitFor()
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${app.baseUrl}${path}`)
    await page.keyboard.press('Escape')
    assert.equal(await menu.evaluate((details) => details.open), false)
    await menu.locator('summary').click()
    await menu.getByRole('link', { name: 'Cite' }).click()
    await page.waitForURL('**/reports?**#cite')
    const citation = await page.locator('#citation').innerText()
    assert.match(citation, /^Tiga\. .*Country: .*tiga-method-.*\/reports\?country=VN/)
    assert.deepEqual(page.problems, [])
    await page.context().close()
  }
})
