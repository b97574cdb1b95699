// What stands behind a symbol, beside it: the card on hover and focus, and the tie between symbols and the ranked list.
// The words are those of the symbol's own title, which also speaks without this script.
const SYMBOL = '.symbols a'
const RANKED = '.ranking li[data-at]'

let lent

function show(symbol) {
  hide()
  const frame = symbol.closest('.map-frame')
  const card = frame?.querySelector('.map-card')
  const title = symbol.querySelector('title')
  if (!card || !title) return
  const [head, ...lines] = title.textContent.split('\n')
  const line = (name, text) => Object.assign(document.createElement(name), { textContent: text })
  card.replaceChildren(line('strong', head), ...lines.map((text) => line('span', text)))
  card.hidden = false
  // The browser would show its own box with the same words after a while.
  symbol.setAttribute('aria-label', title.textContent)
  title.remove()
  lent = { symbol, title }
  const [box, mark] = [frame.getBoundingClientRect(), symbol.getBoundingClientRect()]
  const left = Math.min(Math.max(mark.left + mark.width / 2 - box.left - card.offsetWidth / 2, 4), box.width - card.offsetWidth - 4)
  const above = mark.top - box.top - card.offsetHeight - 6
  card.style.left = `${left}px`
  card.style.top = `${above > 4 ? above : mark.bottom - box.top + 6}px`
  tie(symbol)
}

function hide() {
  for (const card of document.querySelectorAll('.map-card')) card.hidden = true
  for (const tied of document.querySelectorAll('.tied')) tied.classList.remove('tied')
  for (const ring of document.querySelectorAll('.map .here')) ring.setAttribute('r', 0)
  if (!lent) return
  lent.symbol.prepend(lent.title)
  lent.symbol.removeAttribute('aria-label')
  lent = undefined
}

const numbers = (text) => text.split(' ').map(Number)

/** Marks the rows of the list that the symbol holds. */
function tie(symbol) {
  const [left, top, right, bottom] = numbers(symbol.dataset.box)
  for (const row of document.querySelectorAll(RANKED)) {
    const [x, y] = numbers(row.dataset.at)
    row.classList.toggle('tied', x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1)
  }
}

/** Rings the place of a row. */
function ring(row) {
  hide()
  const [x, y] = numbers(row.dataset.at)
  for (const ring of document.querySelectorAll('.map .here')) {
    const view = ring.ownerSVGElement.viewBox.baseVal
    ring.setAttribute('cx', x)
    ring.setAttribute('cy', y)
    ring.setAttribute('r', view.width / 45)
  }
}

for (const event of ['pointerover', 'focusin']) {
  document.addEventListener(event, ({ target }) => {
    const symbol = target.closest?.(SYMBOL)
    const row = target.closest?.(RANKED)
    if (symbol) symbol !== lent?.symbol && show(symbol)
    else if (row) ring(row)
    else hide()
  })
}
document.addEventListener('keydown', (event) => event.key === 'Escape' && hide())
