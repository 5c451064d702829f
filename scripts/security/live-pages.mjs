/** The pages lead nowhere: no address, no window, no server beside them. A neighbour that would answer listens meanwhile. */
import { createServer } from 'node:http'

export async function awayFaults(kiosk, pages) {
  const asked = []
  const neighbour = createServer((request, response) => { asked.push(request.url); response.writeHead(200, { 'access-control-allow-origin': '*' }).end('x') })
  await new Promise((resolve) => { neighbour.listen(0, '127.0.0.1', resolve) })
  const address = `http://127.0.0.1:${neighbour.address().port}`
  const faults = []
  try {
    for (const [role, page] of pages) {
      const before = page.url()
      const windows = await kiosk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
      const reached = await page.evaluate(async (url) => {
        const got = []
        for (const to of [url, 'file:///etc/passwd', 'data:text/html,x', 'javascript:1', 'app://elsewhere/']) location.href = to
        for (const to of [url, 'app://kiosk/', 'about:blank']) if (window.open(to) !== null) got.push(`opened ${to}`)
        for (const to of [url, 'https://example.org/', 'file:///etc/passwd', 'app://kiosk/../main/index.cjs']) await fetch(to).then((answer) => { if (answer.ok) got.push(`fetched ${to}`) }, () => {})
        await new Promise((done) => { const image = Object.assign(new Image(), { src: `${url}/image`, onload: done, onerror: done }); setTimeout(done, 500); document.body.append(image); image.remove() })
        return got
      }, address)
      await page.waitForTimeout(300)
      const after = await kiosk.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
      faults.push(...reached.map((what) => `${role}: ${what}`), ...(page.url() === before ? [] : [`${role}: went to ${page.url()}`]), ...(after === windows ? [] : [`${role}: opened a window`]))
    }
  } finally {
    neighbour.close()
  }
  return [...faults, ...asked.map((path) => `a neighbour on the network was asked for ${path}`)]
}
