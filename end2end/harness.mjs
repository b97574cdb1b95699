// Starts the release binary on a free port with a fresh SQLite file, and one Chromium for the tests of a file.
// Of the pages of Tiga it knows only that one which is used comes to hold the data set; the tests are in `tests/`. Needs TIGA_BINARY and TIGA_BROWSER (`make e2e` sets both).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright-core'

const READY_WITHIN_MS = 60_000
const BROWSER_FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'
]

/** Starts server and browser. `env` and `args` are added to those of `tiga serve`. Call `stop` in an `after` hook. */
export async function start(options = {}) {
  const server = await startServer(options)
  let browser
  try {
    browser = await chromium.launch({ executablePath: required('TIGA_BROWSER'), headless: true, args: BROWSER_FLAGS })
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    ...server,
    browser,
    newPage: (options) => newPage(browser, server.baseUrl, options),
    async stop() {
      await browser.close()
      await server.stop()
    }
  }
}

/**
 * A page in a context of its own. `page.problems` collects console errors, page errors, policy violations, failed
 * requests and answers from 400 on, as sentences; a test ends with `assert.deepEqual(page.problems, [])`.
 */
async function newPage(browser, baseUrl, options = {}) {
  const { viewport = { width: 1280, height: 800 }, colorScheme = 'light', javaScriptEnabled = true, ...rest } = options
  const context = await browser.newContext({ baseURL: baseUrl, viewport, colorScheme, javaScriptEnabled, ...rest })
  const page = await context.newPage()
  page.problems = []
  page.on('console', (message) => {
    if (message.type() === 'error') page.problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => page.problems.push(`script: ${error.message}`))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown'
    // A request that a newer navigation replaced is not a problem.
    if (reason !== 'net::ERR_ABORTED') page.problems.push(`request: ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) page.problems.push(`answer: ${response.status()} ${response.url()}`)
  })
  if (javaScriptEnabled) {
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.violatedDirective} blocked ${event.blockedURI} in ${event.sourceFile}`)
      })
    })
  }
  return page
}

/** Uses the page, and waits until it holds the data set. */
export async function hold(page) {
  await page.keyboard.press('Shift')
  await page.waitForFunction(() => document.documentElement.dataset.held, undefined, { timeout: 120_000 })
}

/** The violations that axe-core finds on the page, as `rule: selector` lines. */
export async function axe(page, options = {}) {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(source)
  const result = await page.evaluate((given) => globalThis.axe.run(document, given), options)
  return result.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}`))
}

/** Runs `tiga` with the given arguments to its end: `{ code, stdout, stderr }`. */
export async function tiga(args, { cwd, env = {} } = {}) {
  const child = spawn(required('TIGA_BINARY'), args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => { stdout += chunk })
  child.stderr.on('data', (chunk) => { stderr += chunk })
  const [code] = await once(child, 'close')
  return { code, stdout, stderr }
}

/** Starts the server alone, with a fresh SQLite file in a folder of its own that `stop` removes, or on a store that is there. */
export async function startServer({ env = {}, args = [], database } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'tiga-e2e-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const store = database ?? `sqlite://${join(folder, 'tiga.db')}?mode=rwc`
  const child = spawn(
    required('TIGA_BINARY'),
    ['serve', '--listen', `127.0.0.1:${port}`, '--database', store, ...args],
    { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }
  )
  const log = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => log.push(chunk.toString()))
  let spawnError
  child.on('error', (error) => { spawnError = error })
  const ended = once(child, 'close').catch(() => {})
  const deadline = Date.now() + READY_WITHIN_MS
  for (;;) {
    if (spawnError || child.exitCode !== null) {
      await remove()
      throw new Error(`tiga serve ended early (${spawnError ?? child.exitCode}):\n${log.join('')}`)
    }
    const ready = await fetch(`${baseUrl}/readyz`).then((answer) => answer.ok, () => false)
    if (ready) break
    if (Date.now() > deadline) {
      child.kill('SIGKILL')
      await remove()
      throw new Error(`tiga serve was not ready within ${READY_WITHIN_MS / 1000} s:\n${log.join('')}`)
    }
    await sleep(50)
  }
  return {
    baseUrl,
    folder,
    pid: child.pid,
    log: () => log.join(''),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
        await ended
        clearTimeout(patience)
      }
      await remove()
    }
  }
}

async function freePort() {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  await once(probe, 'close')
  return port
}

function required(name) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the tests with 'make e2e'`)
  return value
}
