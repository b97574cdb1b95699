// The picture of the map as PNG: the server's SVG of the same address, drawn by the browser.
const PNG_SCALE = 2

document.addEventListener('click', async (event) => {
  const link = event.target.closest?.('a[data-png]')
  if (!link || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  const picture = new Image()
  picture.src = link.href
  await picture.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: picture.width * PNG_SCALE, height: picture.height * PNG_SCALE })
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
  canvas.toBlob((blob) => {
    const file = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: link.dataset.png })
    file.click()
    URL.revokeObjectURL(file.href)
  })
})
