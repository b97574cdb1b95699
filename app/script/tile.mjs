// Raster tiles below the map, from the address that the server names; without one this does nothing. Tiles cut the world
// like the map's own grid does, so each is a square of map units.
import { WORLD } from './geometry.mjs'

const TILE_PIXELS = 256
const TILES_FROM = 4
const FINEST_TILE = 19
const SVG = 'http://www.w3.org/2000/svg'

const tileSource = document.querySelector('meta[name="tiga-tiles"]')

/** The tiles that cover a view, drawn on so many pixels: `{ z, x, y, side }` with the upper left corner in map units. */
export function covering(view, pixels) {
  const z = Math.max(0, Math.min(FINEST_TILE, Math.round(Math.log2(WORLD / TILE_PIXELS * pixels / view.width))))
  const side = WORLD / 2 ** z
  const last = 2 ** z - 1
  const range = (from, length) => {
    const first = Math.max(0, Math.floor(from / side))
    const end = Math.min(last, Math.floor((from + length) / side))
    return Array.from({ length: Math.max(0, end - first + 1) }, (_, nth) => first + nth)
  }
  return range(view.y, view.height).flatMap((y) => range(view.x, view.width).map((x) => ({ z, x, y, side })))
}

/** Shows the tiles of a view in a frame, or takes them away. */
export function tile(frame, view, zoom) {
  if (!tileSource) return
  const picture = frame.querySelector('svg.map')
  const isDeep = zoom >= TILES_FROM
  frame.classList.toggle('tiled', isDeep)
  frame.querySelector('.tile-source').textContent = tileSource.dataset.attribution
  const group = picture.querySelector('.tiles')
  const known = new Map([...group.children].map((image) => [image.getAttribute('href'), image]))
  const wanted = (isDeep ? covering(view, frame.clientWidth) : []).map(({ z, x, y, side }) => {
    const address = tileSource.content.replace('{z}', z).replace('{x}', x).replace('{y}', y)
    const image = known.get(address) ?? document.createElementNS(SVG, 'image')
    // A little larger than its square, so that no seam shows between two.
    for (const [name, value] of [['href', address], ['x', x * side], ['y', y * side], ['width', side * 1.002], ['height', side * 1.002]]) {
      if (image.getAttribute(name) !== String(value)) image.setAttribute(name, value)
    }
    return image
  })
  group.replaceChildren(...wanted)
}
