// A client that takes little from the server it measures: one kept connection, one request at a time, bodies thrown away.
import { connect } from 'node:net'
import { once } from 'node:events'

const HEAD_END = Buffer.from('\r\n\r\n')
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

/** A connection to `baseUrl`; `get` resolves to the bytes of an answer, `close` ends it. */
export async function open(baseUrl) {
  const { hostname, port, host } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  socket.setNoDelay(true)
  await once(socket, 'connect')
  let waiting
  const fail = (error) => { waiting?.reject(error); waiting = undefined }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the connection was closed')))
  socket.on('data', (bytes) => {
    if (!waiting) return
    try {
      if (waiting.take(bytes)) {
        const { resolve, answer } = waiting
        waiting = undefined
        resolve(answer)
      }
    } catch (error) {
      fail(error)
    }
  })
  return {
    get: (path, encoding = 'identity') => new Promise((resolve, reject) => {
      waiting = { resolve, reject, ...answer(path) }
      socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\naccept-encoding: ${encoding}\r\n\r\n`)
    }),
    close: () => socket.destroy()
  }
}

/** Follows one answer: `take` gives true with its last bytes. */
function answer(path) {
  let head = Buffer.alloc(0)
  let length
  let tail = Buffer.alloc(0)
  const counted = { bytes: 0 }
  const body = (bytes) => {
    counted.bytes += bytes.length
    if (length !== undefined) return counted.bytes >= length
    tail = Buffer.concat([tail, bytes.subarray(-LAST_CHUNK.length)]).subarray(-LAST_CHUNK.length)
    return tail.equals(LAST_CHUNK)
  }
  let inBody = false
  const take = (bytes) => {
    if (inBody) return body(bytes)
    head = Buffer.concat([head, bytes])
    const end = head.indexOf(HEAD_END)
    if (end < 0) return false
    const text = head.toString('latin1', 0, end).toLowerCase()
    if (!text.startsWith('http/1.1 200 ')) throw new Error(`${text.split('\r\n')[0]} for ${path}`)
    const stated = /\r\ncontent-length: (\d+)/.exec(text)
    if (stated) length = Number(stated[1])
    inBody = true
    return body(head.subarray(end + HEAD_END.length))
  }
  return { take, answer: counted }
}
