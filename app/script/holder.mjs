// The browser's own data set: fetched once the page is used, held by a worker, exchanged when the server has a newer
// one. The page's module asks here first (app/src/answer.rs) and the server when it gets nothing.
const CHECK_MS = 60_000
// What shows that somebody uses the page; who only looks at it need not fetch what answers further questions.
const USES = ['pointerdown', 'wheel', 'keydown']
// What that asks of the server goes first.
const WAIT_MS = 100

const holder = (() => {
  const waiting = new Map()
  const shown = document.querySelector('meta[name="tiga-data"]')?.content
  const used = new Promise((resolve) => {
    for (const use of USES) window.addEventListener(use, resolve, { once: true, passive: true })
  })
  let start
  let worker
  let held = ''
  let wanted = ''
  let refused = ''
  let asked = 0

  function stop() {
    worker?.terminate()
    worker = undefined
    held = wanted = ''
    for (const resolve of waiting.values()) resolve()
    waiting.clear()
  }

  function receive({ data }) {
    if (data.id) {
      waiting.get(data.id)?.(data.bytes)
      waiting.delete(data.id)
    } else if (data.held) {
      const isNews = data.held !== (held || shown)
      held = data.held
      document.documentElement.dataset.held = held
      if (isNews) window.dispatchEvent(new Event('tiga-data'))
    } else if (data.refused) {
      // Another version of the program wrote it: what is held is old, and only the server knows better.
      console.info(`the server goes on answering: ${data.why}`)
      refused = data.refused
      stop()
    } else {
      wanted = held
    }
  }

  function want(version) {
    if (!version || version === wanted || version === refused) return
    if (!worker) {
      worker = start()
      worker.onmessage = receive
      worker.onerror = () => {
        refused = wanted
        stop()
      }
    }
    wanted = version
    worker.postMessage({ load: version })
  }

  async function check() {
    if (document.hidden || !navigator.onLine) return
    const answer = await fetch('/readyz').then((answer) => answer.json(), () => ({}))
    if (worker || answer.version !== shown) want(answer.version)
  }

  function tell() {
    const notice = document.getElementById('offline')
    if (!notice) return
    const rest = held ? 'Map, list and filters go on working; project pages and downloads need a connection.'
      : 'The data had not arrived yet; reload once you are connected.'
    notice.textContent = navigator.onLine ? '' : `You are offline. ${rest}`
  }

  return {
    /** The answer as bytes; nothing when the server has to be asked. */
    ask(path, query) {
      if (!held) return Promise.resolve()
      asked += 1
      return new Promise((resolve) => {
        waiting.set(asked, resolve)
        worker.postMessage({ id: asked, path, query })
      })
    },
    /** Begins, unless the reader saves data or memory is short. `newWorker` starts the worker. */
    begin(newWorker) {
      for (const event of ['online', 'offline']) window.addEventListener(event, tell)
      tell()
      if (navigator.connection?.saveData || navigator.deviceMemory < 1) return
      start = newWorker
      used.then(() => setTimeout(() => want(shown), WAIT_MS))
      setInterval(check, CHECK_MS)
      for (const [target, event] of [[document, 'visibilitychange'], [window, 'online']]) target.addEventListener(event, check)
    }
  }
})()
