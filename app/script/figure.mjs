// The layer over figures: one tab stop a figure, arrow keys from part to part, and the words of the part under the
// pointer or in focus below it. It reads what the server laid out and draws nothing.
const BACK = ['ArrowLeft', 'ArrowUp']
const ON = ['ArrowRight', 'ArrowDown']

const regions = (figure) => [...figure.querySelectorAll('svg.chart .region')]

function say(region) {
  const figure = region.closest('figure.chart')
  const readout = figure?.querySelector('.readout')
  if (readout) readout.textContent = region.getAttribute('aria-label')
}

function visit(region) {
  for (const other of regions(region.closest('figure.chart'))) other.setAttribute('tabindex', '-1')
  region.setAttribute('tabindex', '0')
  say(region)
}

for (const figure of document.querySelectorAll('figure.chart')) {
  regions(figure)[0]?.setAttribute('tabindex', '0')
}

document.addEventListener('focusin', ({ target }) => {
  const region = target.closest?.('svg.chart .region')
  if (region) visit(region)
})

document.addEventListener('pointerover', ({ target }) => {
  const region = target.closest?.('svg.chart .region')
  if (region) say(region)
})

document.addEventListener('keydown', (event) => {
  const region = event.target.closest?.('svg.chart .region')
  if (!region) return
  const all = regions(region.closest('figure.chart'))
  const at = all.indexOf(region)
  const to = BACK.includes(event.key) ? at - 1
    : ON.includes(event.key) ? at + 1
      : event.key === 'Home' ? 0
        : event.key === 'End' ? all.length - 1 : at
  if (to === at) return
  event.preventDefault()
  all[Math.max(0, Math.min(to, all.length - 1))].focus()
})
