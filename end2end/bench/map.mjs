// The map in Chromium without a graphics card: first visit to idle, frames of a scripted drag and zoom, and the time from
// a filter click to the painted page, answered by the browser's own data set and by the server. Medians of five, at two
// window sizes, with 10,000 and 100,000 activities with places. Prints a table; asserts nothing.
import { join } from 'node:path'
import { hold, start, tiga } from '../harness.mjs'
import { writeIati } from './generate.mjs'

const RUNS = 5
const WINDOWS = [{ width: 1280, height: 800 }, { width: 390, height: 844 }]
const FRAME_MS = 1000 / 60

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

/** Milliseconds from the beginning of a visit until nothing is loaded any more and the page has painted. */
async function visit(app, viewport) {
  const page = await app.newPage({ viewport })
  await page.goto('/', { waitUntil: 'networkidle' })
  const idle = await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => {
    const entries = performance.getEntriesByType('resource').filter((entry) => !entry.name.includes('/data/'))
    const hydrated = Math.max(...entries.map((entry) => entry.responseEnd))
    resolve(Math.max(hydrated, performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0))
  })))
  await page.context().close()
  return idle
}

/** Milliseconds between the frames of a drag and a zoom. */
async function frames(page) {
  // Each run begins with the whole region.
  await page.locator('.map-frame').focus()
  await page.keyboard.press('0')
  await page.waitForFunction(() => !new URL(location.href).searchParams.has('view') && document.querySelector('svg.map').style.transform === '')
  await page.locator('.map-frame').scrollIntoViewIfNeeded()
  const box = await page.locator('.map-frame').boundingBox()
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.evaluate(() => {
    window.times = []
    const next = (now) => {
      window.times.push(now)
      window.recording = requestAnimationFrame(next)
    }
    window.recording = requestAnimationFrame(next)
  })
  await page.mouse.move(middle.x, middle.y)
  await page.keyboard.down('Control')
  for (let step = 0; step < 12; step += 1) await page.mouse.wheel(0, -20)
  await page.keyboard.up('Control')
  await page.waitForURL(/view=/)
  await page.mouse.down()
  for (let step = 1; step <= 60; step += 1) await page.mouse.move(middle.x - step * 2, middle.y - step)
  await page.mouse.up()
  const times = await page.evaluate(() => {
    cancelAnimationFrame(window.recording)
    return window.times
  })
  return times.slice(1).map((time, nth) => time - times[nth])
}

/** Median, 95th percentile and the share of frames that the screen did without. */
function summary(times) {
  const intervals = [...times].sort((a, b) => a - b)
  const at = (part) => intervals[Math.floor(intervals.length * part)]
  const lost = intervals.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0)
  return { 0.5: at(0.5), 0.95: at(0.95), dropped: lost / (lost + intervals.length) }
}

/** Milliseconds from a click on a country to the frame after the page shows it, there and back again. */
const filter = (page) => page.evaluate(async () => {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = resolve
    port2.postMessage('')
  }))
  const click = async (link, isThere) => {
    const since = performance.now()
    const shown = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (isThere()) {
          observer.disconnect()
          resolve()
        }
      })
      observer.observe(document.body, { subtree: true, childList: true })
    })
    link.click()
    await shown
    await painted()
    return performance.now() - since
  }
  const chip = () => document.querySelector('.chip')
  const there = await click(document.querySelector('.halves tbody a'), () => chip())
  const back = await click(chip(), () => !chip())
  return (there + back) / 2
})

async function measure(app, name) {
  for (const viewport of WINDOWS) {
    const size = `${viewport.width}×${viewport.height}`
    const visits = []
    for (let run = 0; run < RUNS; run += 1) visits.push(await visit(app, viewport))
    const server = await app.newPage({ viewport })
    await server.route('**/data/*.bin', (route) => route.abort())
    await server.goto('/', { waitUntil: 'networkidle' })
    const served = []
    for (let run = 0; run < RUNS; run += 1) served.push(await filter(server))
    await server.context().close()
    const page = await app.newPage({ viewport })
    await page.goto('/')
    const since = Date.now()
    await hold(page)
    const held = Date.now() - since
    const own = []
    for (let run = 0; run < RUNS; run += 1) own.push(await filter(page))
    const gestures = []
    for (let run = 0; run < RUNS; run += 1) gestures.push(summary(await frames(page)))
    await page.context().close()
    const of = (key) => median(gestures.map((gesture) => gesture[key]))
    const at = (part) => of(part).toFixed(1)
    const dropped = (100 * of('dropped')).toFixed(0)
    console.log(`${name.padEnd(9)} ${size.padEnd(9)} ${median(visits).toFixed(0).padStart(8)} ${String(held).padStart(8)} ${at(0.5).padStart(8)} ${at(0.95).padStart(8)} ${dropped.padStart(9)} ${median(own).toFixed(0).padStart(10)} ${median(served).toFixed(0).padStart(13)}`)
  }
}

console.log('portfolio window     idle ms  held ms  frame ms   p95 ms dropped % filter own ms filter server ms')
for (const count of [0, 10_000, 100_000]) {
  const app = await start({ args: count ? ['--no-starter'] : [] })
  try {
    if (count) {
      const file = join(app.folder, 'bench.xml')
      await writeIati(file, count)
      await tiga(['import', 'iati', file, '--database', `sqlite://${join(app.folder, 'tiga.db')}?mode=rwc`])
      for (;;) {
        const { version, activities } = await (await fetch(`${app.baseUrl}/readyz`)).json()
        if (activities >= count && (await fetch(`${app.baseUrl}/data/${version}.bin`, { method: 'HEAD' })).ok) break
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    }
    await measure(app, count ? String(count) : 'starter')
  } finally {
    await app.stop()
  }
}
