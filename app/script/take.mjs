// What a reader takes along of a view: its address or a citation on the clipboard, a print. Delegated to the document, so
// that a page which is drawn anew keeps it.
async function copied(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  // Outside a secure context only a selection can be copied.
  const field = Object.assign(document.createElement('textarea'), { value: text, readOnly: true })
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (!done) throw new Error('not copied')
}

document.addEventListener('click', async ({ target }) => {
  const menu = document.querySelector('.take[open]')
  if (menu && !menu.contains(target)) menu.open = false
  const button = target.closest?.('button[data-take]')
  if (!button) return
  if (button.dataset.take === 'print') {
    if (menu) menu.open = false
    window.print()
    return
  }
  const cited = document.getElementById(button.dataset.take)
  const text = cited ? cited.innerText : new URL(button.dataset.take, window.location.href).href
  const status = button.parentElement.querySelector('[role="status"]')
  status.textContent = await copied(text).then(() => 'Copied', () => 'Your browser does not let this page copy.')
})

document.addEventListener('keydown', ({ key }) => {
  const menu = key === 'Escape' && document.querySelector('.take[open]')
  if (!menu) return
  menu.open = false
  menu.querySelector('summary').focus()
})
