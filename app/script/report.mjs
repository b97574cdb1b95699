// Downloads of the page of reports: how far they are, and a way to leave them. Leaving breaks the request off, and the
// server stops its work. Without this script the links download as links do.
const SHOWN_EVERY_MS = 200

let leave

const box = () => document.getElementById('download')

function tell(words, isUnderWay) {
  box().hidden = false
  box().querySelector('[role="status"]').textContent = words
  for (const part of box().querySelectorAll('progress, button')) part.hidden = !isUnderWay
}

const size = (bytes) => bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`

async function receive(link) {
  leave?.abort()
  const control = leave = new AbortController()
  const began = Date.now()
  let bytes = 0
  const show = () => {
    const seconds = Math.round((Date.now() - began) / 1000)
    tell(`${link.dataset.get}: ${bytes ? `${size(bytes)} received` : 'being put together'}, ${seconds} s`, true)
  }
  const clock = setInterval(show, SHOWN_EVERY_MS)
  show()
  try {
    const answer = await fetch(link.href, { signal: control.signal })
    if (!answer.ok) throw new Error((await answer.json()).detail)
    const chunks = []
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read()
      if (done) break
      chunks.push(value)
      bytes += value.length
    }
    const [, name] = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition')) ?? []
    const blob = new Blob(chunks, { type: answer.headers.get('content-type') })
    const file = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name ?? '' })
    file.click()
    URL.revokeObjectURL(file.href)
    tell(`${name}, ${size(bytes)}: it is in your downloads.`, false)
  } catch (error) {
    const words = control.signal.aborted ? `${link.dataset.get}: left. Nothing was saved.`
      : `${link.dataset.get}: it could not be made. ${error.message}`
    if (leave === control) tell(words, false)
  } finally {
    clearInterval(clock)
  }
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-leave]')) return leave?.abort()
  const link = event.target.closest?.('a[data-get]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  receive(link)
})
