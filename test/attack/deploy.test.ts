import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRealCentre } from '../support/real-centre.ts'

const root = process.cwd()
const has = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0
let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'deploy-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const certificate = (): { cert: string; key: string } => {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert])
  if (made.status !== 0) throw new Error(String(made.stderr))
  return { cert, key }
}
/** Checks the certificate, as a kiosk does. */
const healthOver = (port: number, cert: string): Promise<string> => new Promise((resolve, reject) => {
  request({ host: 'localhost', port, path: '/v1/health', ca: readFileSync(cert), family: 4 }, (answer) => {
    let text = ''
    answer.setEncoding('utf8').on('data', (part: string) => { text += part }).on('end', () => resolve(text))
  }).on('error', reject).end()
})

describe('TLS', () => {
  it('is served from certificate files', async (test) => {
    if (!has('openssl')) test.skip('openssl is not installed')
    const { cert, key } = certificate()
    const centre = await startRealCentre([`--tls-certificate=${cert}`, `--tls-key=${key}`])
    expect(centre.url).toMatch(/^https:/)
    expect(await healthOver(Number(new URL(centre.url).port), cert)).toContain('ok')
    await centre.stop()
  })

  it('is served by nginx with the example', async (test) => {
    if (!has('nginx') || !has('openssl')) test.skip('nginx or openssl is not installed')
    const { cert, key } = certificate()
    const centre = await startRealCentre(['--trusted-proxies=127.0.0.1'])
    const free = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => { free.once('listening', resolve) })
    const { port } = free.address() as AddressInfo
    await new Promise((resolve) => { free.close(resolve) })
    const site = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8').replace('127.0.0.1:8080', new URL(centre.url).host).replace('listen 443', `listen 127.0.0.1:${port}`)
      .replace('/etc/ssl/certs/centre.pem', cert).replace('/etc/ssl/private/centre.key', key)
    writeFileSync(join(folder, 'nginx.conf'), `daemon off; error_log stderr; pid ${folder}/pid; events {} http { access_log off; ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}\n${site}\n}`)
    const nginx = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] })
    let [said, answer] = ['', '']
    nginx.stderr.on('data', (text) => { said += String(text) })
    for (let i = 0; i < 50 && answer === '' && nginx.exitCode === null; i++) {
      await new Promise((resolve) => { setTimeout(resolve, 100) })
      answer = await healthOver(port, cert).catch(() => '')
    }
    nginx.kill('SIGQUIT')
    await centre.stop()
    expect(answer, said).toContain('ok')
  })
})

describe('the systemd unit', () => {
  it('is accepted by systemd-analyze', (test) => {
    if (!has('systemd-analyze')) test.skip('systemd-analyze is not installed')
    const unit = join(folder, 'vaccination-central.service')
    writeFileSync(unit, readFileSync(join(root, 'deploy/vaccination-central.service'), 'utf8').replaceAll('/opt/vaccination-kiosk/node_modules/.bin/node', process.execPath).replace('/opt/vaccination-kiosk', root).replace(/^(User|Group)=.*$/gm, ''))
    const checked = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' })
    expect(`${checked.stdout}${checked.stderr}`.split('\n').filter((line) => line.includes('vaccination-central'))).toEqual([])
  })
})
