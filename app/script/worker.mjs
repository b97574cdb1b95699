// The worker's end of the line: passes messages between app/script/holder.mjs and the WebAssembly module around it.
// `hold`, `answer` and `ready` (the module is loaded) come from the build.
async function load(version) {
  const [file] = await Promise.all([fetch(`/data/${version}.bin`), ready])
  if (!file.ok) return { failed: version }
  const bytes = new Uint8Array(await file.arrayBuffer())
  let why = 'another data set came'
  try {
    // The version inside is the one that was asked for, or nobody knows what this is.
    if (hold(bytes) === version) return { held: version }
  } catch (reason) {
    why = String(reason)
  }
  return { refused: version, why }
}

self.onmessage = async ({ data }) => {
  if (data.load) self.postMessage(await load(data.load).catch(() => ({ failed: data.load })))
  else {
    // The bytes are the page's from now on, so that nobody copies them.
    const bytes = answer(data.path, data.query)
    self.postMessage({ id: data.id, bytes }, bytes ? [bytes.buffer] : [])
  }
}
