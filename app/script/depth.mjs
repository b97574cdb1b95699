// What the map shows besides what the page brings along: the base where the browser drew the page itself, finer borders
// and lakes from some depth on, provinces of the countries in view from the next. Each is a file, fetched once.
const FINER_FROM = 2
const PROVINCES_FROM = 2.4

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

/** Brings a frame to the depth of its view. */
export async function deepen(frame, view, whole) {
  const picture = frame.querySelector('svg.map')
  const base = picture.querySelector('.base')
  const depth = Math.log2(whole.width / view.width)
  if (!addresses.base) return
  // A page that brought its base along keeps it for the next time, when there may be no network.
  if (base.childElementCount > 0 && !fetched.has('base')) fetched.set('base', Promise.resolve(base.cloneNode(true)))
  if (base.childElementCount === 0) {
    const root = await fragment('base')
    if (root && base.childElementCount === 0) for (const part of root.children) base.append(document.importNode(part, true))
  }
  shade(base)
  if (depth >= FINER_FROM && !base.dataset.finer) finer(base, await fragment('detail'))
  const provinces = picture.querySelector('.depth')
  provinces.classList.toggle('shown', depth >= PROVINCES_FROM)
  if (depth < PROVINCES_FROM) return
  for (const country of base.querySelectorAll('.country')) {
    const iso2 = country.dataset.iso2
    if (!meets(country.getBBox(), view) || provinces.querySelector(`[data-iso2="${iso2}"]`)) continue
    const root = await fragment(`provinces/${iso2}`)
    if (root && !provinces.querySelector(`[data-iso2="${iso2}"]`)) {
      for (const part of root.children) provinces.append(document.importNode(part, true))
    }
  }
}

const meets = (box, view) =>
  box.x < view.x + view.width && view.x < box.x + box.width && box.y < view.y + view.height && view.y < box.y + box.height

/** The classes of the countries, as the page says them beside the base. */
function shade(base) {
  for (const pair of (base.dataset.shades ?? '').split(';').filter(Boolean)) {
    const [iso2, classes] = pair.split(':')
    base.querySelector(`[data-iso2="${iso2}"]`)?.setAttribute('class', classes)
  }
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
