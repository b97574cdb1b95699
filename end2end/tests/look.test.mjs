// How the map looks, beside pictures that were looked at: both are made so small that fonts and smoothing of another
// machine do not matter, and compared with a tolerance. TIGA_REFERENCE=write keeps what is seen as the new reference.
import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { start } from '../harness.mjs'

const FOLDER = new URL('../reference/', import.meta.url)
/** Pixels of the window that become one. */
const COARSE = 6
/** Steps of 255 by which the mean of all pixels may differ, and the share of pixels that may differ by more than FAR. */
const MEAN = 4
const FAR = 40
const SHARE = 0.03

let app
before(async () => { app = await start() })
after(() => app?.stop())

const VIEWS = { whole: '/', areas: '/?view=14.6,121,3&shade=projects', overlaps: '/?view=-8.6,125.6,4&layer=overlaps' }
const WINDOWS = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } }

/** The picture of the map, made coarse, and how far it is from a reference of the same size. */
async function coarse(png, reference) {
  const page = await app.browser.newPage()
  try {
    return await page.evaluate(async ([png, reference, coarse, tooFar]) => {
      const load = async (base64) => {
        const image = new Image()
        image.src = `data:image/png;base64,${base64}`
        await image.decode()
        return image
      }
      const pixels = (image, width, height) => {
        const canvas = Object.assign(document.createElement('canvas'), { width, height })
        const context = canvas.getContext('2d')
        context.imageSmoothingQuality = 'high'
        context.drawImage(image, 0, 0, width, height)
        return { data: context.getImageData(0, 0, width, height).data, address: canvas.toDataURL('image/png') }
      }
      const image = await load(png)
      const [width, height] = [Math.round(image.width / coarse), Math.round(image.height / coarse)]
      const own = pixels(image, width, height)
      if (!reference) return { address: own.address }
      const theirs = await load(reference)
      if (theirs.width !== width || theirs.height !== height) return { size: `${width}×${height} beside ${theirs.width}×${theirs.height}` }
      const other = pixels(theirs, width, height).data
      let [sum, far] = [0, 0]
      for (let at = 0; at < other.length; at += 4) {
        const steps = [0, 1, 2].map((channel) => Math.abs(own.data[at + channel] - other[at + channel]))
        sum += steps.reduce((all, step) => all + step, 0) / 3
        if (Math.max(...steps) > tooFar) far += 1
      }
      return { mean: sum / (width * height), share: far / (width * height) }
    }, [png.toString('base64'), reference?.toString('base64'), COARSE, FAR])
  } finally {
    await page.close()
  }
}

async function picture(path, viewport, colorScheme) {
  const page = await app.newPage({ viewport, colorScheme, reducedMotion: 'reduce' })
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  const png = await page.locator('.map-frame').screenshot()
  await page.context().close()
  return png
}

for (const [name, path] of Object.entries(VIEWS)) {
  for (const [size, viewport] of Object.entries(WINDOWS)) {
    for (const scheme of ['light', 'dark']) {
      test(`the map “${name}”, ${size} and ${scheme}, looks as it did`, async () => {
        const file = new URL(`${name}-${size}-${scheme}.png`, FOLDER)
        const png = await picture(path, viewport, scheme)
        if (process.env.TIGA_REFERENCE === 'write') {
          const { address } = await coarse(png)
          await mkdir(FOLDER, { recursive: true })
          await writeFile(file, Buffer.from(address.split(',')[1], 'base64'))
          return
        }
        const { size: sizes, mean, share } = await coarse(png, await readFile(file))
        assert.equal(sizes, undefined)
        assert.ok(mean < MEAN && share < SHARE, `mean ${mean.toFixed(2)}, share ${(100 * share).toFixed(1)} %`)
      })
    }
  }
}

test('another shading is seen as another picture', async () => {
  const png = await picture('/?shade=gap', WINDOWS.wide, 'light')
  const { mean, share } = await coarse(png, await readFile(new URL('whole-wide-light.png', FOLDER)))
  assert.ok(mean >= MEAN || share >= SHARE, `mean ${mean.toFixed(2)}, share ${(100 * share).toFixed(1)} %`)
})
