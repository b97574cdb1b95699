// The map for everyone: by keyboard alone, enlarged, on a narrow screen, with reduced motion, without JavaScript.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, start } from '../harness.mjs'

let app
before(async () => { app = await start() })
after(() => app?.stop())

const STATES = ['/', '/?country=VN', '/?view=16,106,3', '/?view=14.6,121,4&shade=services&layer=overlaps', '/?q=nothing-fits-this', '/?contry=VN', '/embed?view=16,106,3', '/compare']

async function open(path, options) {
  const page = await app.newPage(options)
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  return page
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

for (const [name, options] of [
  ['at 200 % zoom', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ['at 360 px', { viewport: { width: 360, height: 740 } }],
  ['dark', { colorScheme: 'dark' }]
]) {
  test(`every state of the map fits ${name}, and axe finds nothing`, async () => {
    for (const path of STATES) {
      const page = await open(path, options)
      assert.ok(await overflow(page) <= 0, `${path} is ${await overflow(page)} px too wide`)
      assert.deepEqual(await axe(page), [], path)
      assert.deepEqual(page.problems, [], path)
      await page.context().close()
    }
  })
}

test('the keyboard alone reaches and works everything, and sees where it is', async () => {
  const page = await open('/')
  const reached = []
  for (let step = 0; step < 160; step += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const node = document.activeElement
      const style = getComputedStyle(node)
      const isMarked = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || node.matches('.toggle')
      const part = ['.map-frame', '.map-tools', '.legend', '.ranking', '.halves', '.filters', 'footer'].find((part) => node.closest(part)) ?? ''
      return { part: node.matches('.map-frame') ? '.map-frame' : part === '.map-frame' ? '.map-tools' : part, isMarked, name: node.textContent.slice(0, 30) }
    })
    assert.ok(at.isMarked, `focus is not seen on ${at.part} ${at.name}`)
    reached.push(at.part)
    if (at.part === 'footer') break
  }
  for (const part of ['.filters', '.map-frame', '.map-tools', '.legend', '.ranking', '.halves', 'footer']) {
    assert.ok(reached.includes(part), `${part} cannot be reached`)
  }
  // Symbols stay out of the order: the table says the same.
  assert.ok(reached.filter((part) => part === '.map-tools').length <= 6)
  await page.locator('.map-frame').focus()
  await page.keyboard.press('+')
  await page.waitForURL(/view=/)
  await page.locator('.halves tbody a', { hasText: 'Viet Nam' }).first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/country=VN/)
  await page.locator('.legend a', { hasText: 'Overlaps' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/layer=overlaps/)
  assert.deepEqual(page.problems, [])
  await page.context().close()
})

/** Throws the map to the left and gives how far its middle has moved, in pixels. */
async function thrown(page) {
  await page.locator('.map-frame').scrollIntoViewIfNeeded()
  const box = await page.locator('.map-frame').boundingBox()
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const text = () => page.locator('svg.map').getAttribute('viewBox')
  const [was, before] = [await text(), (await text()).split(' ').map(Number)]
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  for (let step = 1; step <= 8; step += 1) await page.mouse.move(at.x - step * 10, at.y)
  await page.mouse.up()
  await page.waitForFunction((was) => {
    const picture = document.querySelector('svg.map')
    return picture.getAttribute('viewBox') !== was && picture.style.transform === ''
  }, was)
  const after = (await text()).split(' ').map(Number)
  return (after[0] - before[0]) / after[2] * box.width
}

test('a thrown map glides, and with reduced motion it stops where it is let go', async () => {
  const calm = await open('/?view=14,110,3', { reducedMotion: 'reduce' })
  assert.ok(Math.abs(await thrown(calm) - 80) < 3)
  assert.equal(await calm.evaluate(() => document.getAnimations().length), 0)
  await calm.context().close()
  const lively = await open('/?view=14,110,3')
  assert.ok(await thrown(lively) > 85)
  await lively.context().close()
})

test('without JavaScript the buttons move the map, the legend shades it, and a place opens', async () => {
  const page = await open('/', { javaScriptEnabled: false })
  await page.locator('.map-tools a[aria-label="Zoom in"]').click()
  await page.waitForURL(/view=/)
  for (let step = 0; step < 2; step += 1) await page.locator('.map-tools a[aria-label="Zoom in"]').click()
  await page.locator('svg.map .province').first().waitFor({ state: 'attached' })
  assert.ok(await page.locator('svg.map .rivers').count() === 1)
  await page.locator('.legend a', { hasText: 'Projects' }).first().click()
  await page.waitForURL(/shade=projects/)
  await page.locator('.ranking li > a').first().click()
  await page.waitForURL(/\/projects\//)
  await page.context().close()
})
