// The arithmetic of moving a map, free of any page. A view is a rectangle { x, y, width, height } in map units; a shift
// { x, y, scale } is what a gesture has done to its picture, in pixels of the frame, with the upper left corner as origin.
export const WORLD = 262144
const DEEPEST = 7

export const STILL = { x: 0, y: 0, scale: 1 }

/** The shift after zooming by `factor` around a point of the frame. */
export function zoomed(shift, point, factor) {
  return {
    x: point.x - (point.x - shift.x) * factor,
    y: point.y - (point.y - shift.y) * factor,
    scale: shift.scale * factor
  }
}

/** The shift kept between the whole region and the deepest zoom, and so that the frame shows nothing but the region. */
export function kept(shift, view, whole, frame) {
  const least = view.width / whole.width
  const scale = Math.min(Math.max(shift.scale, least), least * 2 ** DEEPEST)
  // Where the limit cuts a zoom short, the middle of the frame stays in place.
  const middle = { x: frame.width / 2, y: frame.height / 2 }
  const fitted = zoomed(shift, middle, scale / shift.scale)
  const unit = frame.width / view.width * scale
  const within = (at, start, length, edge) => Math.min((start - whole[edge]) * unit, Math.max(at, length - (whole[edge] + whole[edge === 'x' ? 'width' : 'height'] - start) * unit))
  return { x: within(fitted.x, view.x, frame.width, 'x'), y: within(fitted.y, view.y, frame.height, 'y'), scale }
}

/** The view that the frame shows after a shift. */
export function shifted(view, shift, frame) {
  const width = view.width / shift.scale
  const height = view.height / shift.scale
  return { x: view.x - shift.x / frame.width * width, y: view.y - shift.y / frame.height * height, width, height }
}

/** The shift that makes the picture of one view into that of another. */
export function between(from, to, frame) {
  const scale = from.width / to.width
  return { x: (from.x - to.x) / to.width * frame.width, y: (from.y - to.y) / to.height * frame.height, scale }
}

/** First one shift, then another. */
export function after(first, second) {
  return { x: first.x * second.scale + second.x, y: first.y * second.scale + second.y, scale: first.scale * second.scale }
}

/** The shift that undoes a shift. */
export function undone(shift) {
  return { x: -shift.x / shift.scale, y: -shift.y / shift.scale, scale: 1 / shift.scale }
}

/** The smallest view in the proportions of `view` around a rectangle of its frame. */
export function around(view, box, frame) {
  const part = Math.max(box.width / frame.width, box.height / frame.height, 1e-3)
  const width = view.width * part
  const height = view.height * part
  return {
    x: view.x + (box.x + box.width / 2) / frame.width * view.width - width / 2,
    y: view.y + (box.y + box.height / 2) / frame.height * view.height - height / 2,
    width,
    height
  }
}

/** A view as the address has it, latitude, longitude and zoom of its middle; nothing for the whole region. */
export function address(view, whole) {
  const zoom = Math.min(DEEPEST, Math.log2(whole.width / view.width))
  if (zoom < 0.005) return ''
  const turned = Math.PI * (1 - 2 * (view.y + view.height / 2) / WORLD)
  const lat = Math.atan(Math.sinh(turned)) * 180 / Math.PI
  const lon = (view.x + view.width / 2) / WORLD * 360 - 180
  const rounded = (number, digits) => String(Number(number.toFixed(digits)))
  return `${rounded(lat, 4)},${rounded(lon, 4)},${rounded(zoom, 2)}`
}

/** Reads `x y width height`. */
export function read(text) {
  const [x, y, width, height] = text.split(' ').map(Number)
  return { x, y, width, height }
}
