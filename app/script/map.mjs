// The map under the reader's hands: drag, wheel, pinch, double tap, box and keys move its picture by a transform alone;
// when the gesture ends, the new view goes into the address, and whoever answers addresses draws the map once: the page's
// module, or the server where there is none. Nothing here knows projects.
import { deepen } from './depth.mjs'
import { STILL, address, after, around, between, kept, read, shifted, undone, zoomed } from './geometry.mjs'

const WHEEL_REST_MS = 160
const TAP_MS = 320
const STEP = 0.25
const FRICTION = 0.92

const calm = window.matchMedia('(prefers-reduced-motion: reduce)')

/** Every frame with a map on the page; those of one page move together. */
const frames = new Set()

/** After each drawing: takes new frames in, and the transform off those that show their new view. */
function mapDrawn() {
  for (const map of frames) if (!map.frame.isConnected) frames.delete(map)
  for (const frame of document.querySelectorAll('.map-frame')) {
    let map = [...frames].find((known) => known.frame === frame)
    if (!map) frames.add(map = new MovingMap(frame))
    map.drawn()
  }
}

class MovingMap {
  constructor(frame) {
    this.frame = frame
    this.whole = read(frame.dataset.whole)
    this.pointers = new Map()
    this.shift = STILL
    this.view = this.shown()
    const on = (events, handler, options) => events.split(' ').forEach((event) => frame.addEventListener(event, handler.bind(this), options))
    on('pointerdown', this.down)
    on('pointermove', this.move)
    on('pointerup pointercancel', this.up)
    on('wheel', this.wheel, { passive: false })
    on('touchmove', this.touch, { passive: false })
    on('dblclick', this.double)
    on('keydown', this.key)
    on('click', this.click, { capture: true })
    on('dragstart', (event) => event.preventDefault())
  }

  /** The view that the page has drawn. */
  shown() {
    return read(this.frame.querySelector('svg.map').getAttribute('viewBox'))
  }

  get size() {
    return { width: this.frame.clientWidth, height: this.frame.clientHeight }
  }

  point(event) {
    const box = this.frame.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }

  drawn() {
    const shown = this.shown()
    const isNew = ['x', 'y', 'width'].some((edge) => shown[edge] !== this.view[edge])
    deepen(this.frame, shown, this.whole)
    // Another answer than the one that the gesture waits for, or one that came while it goes on.
    if (!isNew && (this.sent || this.pointers.size > 0)) return
    // A gesture that began while the map was drawn goes on from what it has reached.
    const isHeld = this.pointers.size > 0
    const rest = isHeld ? after(undone(between(this.view, shown, this.size)), this.shift) : STILL
    this.view = shown
    this.sent = ''
    this.apply(rest)
  }

  /** Shows a shift, at most once a frame of the screen, on every map of the page. */
  apply(shift) {
    this.shift = shift
    cancelAnimationFrame(this.frameRequest)
    this.frameRequest = requestAnimationFrame(() => this.paint())
  }

  paint() {
    const { x, y, scale } = this.shift
    const isStill = x === 0 && y === 0 && scale === 1
    for (const map of frames) {
      const picture = map.frame.querySelector('svg.map')
      picture.style.transform = isStill ? '' : `translate(${x}px,${y}px) scale(${scale})`
      map.frame.classList.toggle('moving', !isStill)
    }
  }

  moveTo(shift) {
    this.apply(kept(shift, this.view, this.whole, this.size))
  }

  /** The gesture has ended: the view goes into the address. */
  release() {
    const view = shifted(this.view, this.shift, this.size)
    const here = new URL(location.href)
    const text = address(view, this.whole)
    if (text) here.searchParams.set('view', text)
    else here.searchParams.delete('view')
    const search = decodeURIComponent(here.search)
    if (search === decodeURIComponent(location.search)) {
      this.apply(STILL)
      return
    }
    this.sent = text || 'whole'
    const link = this.frame.querySelector('a.moved')
    link.href = here.pathname + search
    link.replace = true
    link.click()
  }

  down(event) {
    if (event.button !== 0 || event.target.closest('.map-tools')) return
    cancelAnimationFrame(this.glide)
    const point = this.point(event)
    this.hasMoved = false
    if (event.shiftKey && event.pointerType === 'mouse') {
      this.box = { from: point, to: point }
      this.frame.setPointerCapture(event.pointerId)
      event.preventDefault()
      return
    }
    this.pointers.set(event.pointerId, { ...point, start: point, time: event.timeStamp, speed: { x: 0, y: 0 } })
    if (event.pointerType !== 'touch') this.frame.focus({ preventScroll: true })
  }

  move(event) {
    const point = this.point(event)
    if (this.box) {
      this.box.to = point
      this.drawBox()
      return
    }
    const known = this.pointers.get(event.pointerId)
    if (!known) return
    const isTouch = event.pointerType === 'touch'
    const others = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, other]) => other)
    if (!this.hasMoved && others.length === 0 && Math.hypot(point.x - known.start.x, point.y - known.start.y) < 4) return
    if (isTouch && others.length === 0) {
      // One finger belongs to the page.
      if (!this.hasMoved) this.hint('Use two fingers to move the map')
      this.hasMoved = true
      return
    }
    if (!this.hasMoved && !isTouch) this.frame.setPointerCapture(event.pointerId)
    this.hasMoved = true
    const elapsed = Math.max(event.timeStamp - known.time, 1)
    const by = { x: point.x - known.x, y: point.y - known.y }
    let shift = this.shift
    if (others.length > 0) {
      const [other] = others
      const distance = (a) => Math.max(Math.hypot(a.x - other.x, a.y - other.y), 1)
      const middle = { x: (known.x + other.x) / 2, y: (known.y + other.y) / 2 }
      shift = zoomed(shift, middle, distance(point) / distance(known))
      shift = { ...shift, x: shift.x + by.x / 2, y: shift.y + by.y / 2 }
    } else {
      shift = { ...shift, x: shift.x + by.x, y: shift.y + by.y }
    }
    const blend = (old, now) => old * 0.6 + now / elapsed * 0.4
    const speed = { x: blend(known.speed.x, by.x), y: blend(known.speed.y, by.y) }
    this.pointers.set(event.pointerId, { ...known, ...point, time: event.timeStamp, speed })
    this.moveTo(shift)
  }

  up(event) {
    if (this.box) {
      this.endBox()
      return
    }
    const known = this.pointers.get(event.pointerId)
    this.pointers.delete(event.pointerId)
    if (!known) return
    if (event.pointerType === 'touch' && !this.hasMoved && event.type === 'pointerup') {
      this.tap(event)
      return
    }
    if (!this.hasMoved || this.pointers.size > 0 || this.isStill) return
    const isFresh = event.timeStamp - known.time < 60
    const isFast = isFresh && Math.hypot(known.speed.x, known.speed.y) > 0.25
    if (isFast && !calm.matches && event.pointerType === 'mouse') this.slide(known.speed)
    else this.release()
  }

  get isStill() {
    return this.shift.x === 0 && this.shift.y === 0 && this.shift.scale === 1
  }

  /** Inertia: goes on, slower and slower. */
  slide({ x, y }) {
    let last = performance.now()
    const step = (now) => {
      const elapsed = Math.min(now - last, 40)
      last = now
      const slower = FRICTION ** (elapsed / 16)
      x *= slower
      y *= slower
      const before = this.shift
      this.moveTo({ ...before, x: before.x + x * elapsed, y: before.y + y * elapsed })
      const isBlocked = this.shift.x === before.x && this.shift.y === before.y
      if (Math.hypot(x, y) > 0.03 && !isBlocked) this.glide = requestAnimationFrame(step)
      else this.release()
    }
    this.glide = requestAnimationFrame(step)
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) {
      const isMac = navigator.platform.startsWith('Mac')
      this.hint(`Hold ${isMac ? '⌘' : 'Ctrl'} and scroll to zoom the map`)
      return
    }
    event.preventDefault()
    const lines = event.deltaMode === 1 ? 16 : 1
    const delta = Math.max(-60, Math.min(60, event.deltaY * lines))
    this.moveTo(zoomed(this.shift, this.point(event), 2 ** (-delta / 120)))
    clearTimeout(this.rest)
    this.rest = setTimeout(() => this.release(), WHEEL_REST_MS)
  }

  touch(event) {
    if (event.touches.length > 1 && event.cancelable) event.preventDefault()
  }

  double(event) {
    if (!event.target.closest('a')) this.zoomAt(this.point(event), 2)
  }

  tap(event) {
    const isSecond = event.timeStamp - (this.tapped ?? -TAP_MS) < TAP_MS
    this.tapped = isSecond ? undefined : event.timeStamp
    if (isSecond) this.double(event)
  }

  zoomAt(point, factor) {
    this.moveTo(zoomed(this.shift, point, factor))
    this.release()
  }

  key(event) {
    if (event.target !== this.frame || event.ctrlKey || event.metaKey || event.altKey) return
    const { width, height } = this.size
    const middle = { x: width / 2, y: height / 2 }
    const pan = (x, y) => this.moveTo({ ...this.shift, x: this.shift.x + x * width * STEP, y: this.shift.y + y * height * STEP })
    const zoom = (factor) => this.moveTo(zoomed(this.shift, middle, factor))
    const moves = {
      ArrowLeft: () => pan(1, 0),
      ArrowRight: () => pan(-1, 0),
      ArrowUp: () => pan(0, 1),
      ArrowDown: () => pan(0, -1),
      '+': () => zoom(2),
      '=': () => zoom(2),
      '-': () => zoom(0.5),
      0: () => this.apply(between(this.view, this.whole, this.size))
    }
    if (!moves[event.key]) return
    event.preventDefault()
    moves[event.key]()
    this.release()
  }

  /** The end of a drag is no click. */
  click(event) {
    if (!this.hasMoved || event.target.closest('.map-tools, a.moved')) return
    event.preventDefault()
    event.stopPropagation()
    this.hasMoved = false
  }

  drawBox() {
    const { from, to } = this.box
    const mark = this.frame.querySelector('.map-box')
    mark.hidden = false
    const box = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) }
    for (const [name, value] of [['left', box.x], ['top', box.y], ['width', box.width], ['height', box.height]]) mark.style[name] = `${value}px`
    return box
  }

  endBox() {
    const box = this.drawBox()
    this.frame.querySelector('.map-box').hidden = true
    this.box = undefined
    this.hasMoved = true
    if (box.width < 8 && box.height < 8) return
    this.moveTo(between(this.view, around(this.view, box, this.size), this.size))
    this.release()
  }

  hint(text) {
    const mark = this.frame.querySelector('.map-hint')
    mark.textContent = text
    clearTimeout(this.hinted)
    this.hinted = setTimeout(() => { mark.textContent = '' }, 1600)
  }
}

/** Whether a change of the page is a drawing of the map. */
function isDrawing({ type, addedNodes }) {
  return type === 'attributes' || [...addedNodes].some((node) => node.querySelector?.('.map-frame'))
}

new MutationObserver((changes) => changes.some(isDrawing) && mapDrawn())
  .observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ['viewBox', 'data-shades'] })
mapDrawn()
