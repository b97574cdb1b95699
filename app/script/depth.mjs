// What the map shows besides what the page brings along: the base where the browser drew the page itself, finer borders,
// lakes and rivers from some depth on, the first-level areas of the countries that the page names, and raster tiles where
// the server names any. Each is a file, fetched once.
import { tile } from './tile.mjs'

const FINER_FROM = 2

const addresses = Object.fromEntries((document.querySelector('meta[name="tiga-map"]')?.content ?? '').split(' ').map((pair) => pair.split('=')))
const fetched = new Map()

/** The root of a file of the map, as nodes: text never becomes markup here. */
function fragment(name) {
  if (!fetched.has(name)) {
    fetched.set(name, new Promise((resolve) => {
      const request = new XMLHttpRequest()
      request.responseType = 'document'
      request.onload = () => resolve(request.response?.documentElement)
      request.onerror = () => {
        // Without it the map is coarser; the next drawing tries again.
        fetched.delete(name)
        resolve()
      }
      request.open('GET', addresses[name])
      request.send()
    }))
  }
  return fetched.get(name)
}

/** Puts a file into a place that does not have it yet. */
async function bring(name, place, selector) {
  if (place.querySelector(selector)) return
  const root = await fragment(name)
  if (root && !place.querySelector(selector)) for (const part of root.children) place.append(document.importNode(part, true))
}

/** Brings a frame to the depth of its view. */
export async function deepen(frame, view, whole) {
  const picture = frame.querySelector('svg.map')
  const base = picture.querySelector('.base')
  const depth = picture.querySelector('.depth')
  const zoom = Math.log2(whole.width / view.width)
  tile(frame, view, zoom)
  if (!addresses.base) return
  // A page that brought its base along keeps it for the next time, when there may be no network.
  if (base.childElementCount > 0 && !fetched.has('base')) fetched.set('base', Promise.resolve(base.cloneNode(true)))
  await bring('base', base, 'path')
  shade(base)
  if (zoom >= FINER_FROM) {
    if (!base.dataset.finer) finer(base, await fragment('detail'))
    await bring('rivers', depth, '.rivers')
  }
  for (const iso2 of (depth.dataset.countries ?? '').split(' ').filter(Boolean)) {
    await bring(`provinces/${iso2}`, depth, `.provinces[data-iso2="${iso2}"]`)
  }
  shadeAreas(depth)
}

const classes = (group) => (group.dataset.shades ?? '').split(';').filter(Boolean).map((pair) => pair.split(':'))

/** The classes of the countries, as the page says them beside the base. */
function shade(base) {
  for (const [iso2, names] of classes(base)) base.querySelector(`[data-iso2="${iso2}"]`)?.setAttribute('class', names)
}

/** The same for first-level areas; those of countries out of view and of other shadings are outlines. */
function shadeAreas(depth) {
  const shown = new Map(classes(depth))
  for (const area of depth.querySelectorAll('.province')) area.setAttribute('class', shown.get(area.dataset.unit) ?? 'province')
  const countries = (depth.dataset.countries ?? '').split(' ')
  for (const group of depth.querySelectorAll('.provinces')) group.classList.toggle('out', !countries.includes(group.dataset.iso2))
}

/** Exchanges each path for its finer twin. */
function finer(base, root) {
  if (!root || base.dataset.finer) return
  base.dataset.finer = 'yes'
  const pairs = []
  for (const group of ['context', 'countries', 'lakes', 'disputed']) {
    const theirs = [...root.querySelectorAll(`.${group} path`)]
    for (const [nth, ours] of [...base.querySelectorAll(`.${group} path`)].entries()) {
      const iso2 = ours.dataset.iso2
      pairs.push([ours, iso2 ? theirs.find((path) => path.getAttribute('data-iso2') === iso2) : theirs[nth]])
    }
  }
  for (const [ours, twin] of pairs) if (twin) ours.setAttribute('d', twin.getAttribute('d'))
}

if (addresses.base && !document.querySelector('.map-frame')) (window.requestIdleCallback ?? setTimeout)(() => fragment('base'))
