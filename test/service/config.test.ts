import { describe, expect, it } from 'vitest'
import { printConfig, readConfig } from '../../src/service/config.ts'
import type { Config } from '../../src/service/config.ts'

const FILE = '/etc/central.conf'
const read = ({ argv = ['--data=/d'], environment = {}, file = '' }: { argv?: string[]; environment?: Record<string, string>; file?: string }) =>
  readConfig({ argv: file ? [`--config=${FILE}`, ...argv] : argv, environment, readFile: (path) => { if (path === FILE) return file; throw new Error('ENOENT') } })
const made = (from: Parameters<typeof read>[0]): Config => {
  const config = read(from)
  if (!config.ok) throw new Error(config.error.detail)
  return config.value
}
const refusal = (from: Parameters<typeof read>[0]): string => {
  const config = read(from)
  return config.ok ? 'accepted' : `${config.error.code} ${config.error.detail}`
}

describe('the configuration of the centre', () => {
  it('takes the command line before the environment, that before the file, that before the default, and says which', () => {
    const file = '# the clinic of the north\nport = 81\nhost = 0.0.0.0 # all of them\nhello-ms=1000\n\n'
    const { settings, sources } = made({ file, environment: { CENTRAL_PORT: '82', CENTRAL_HOST: '::1', HOME: '/x' }, argv: ['--data=/d', '--port=83'] })
    expect(settings).toMatchObject({ data: '/d', port: 83, host: '::1', helloMs: 1_000, capacity: 6 })
    expect(sources).toMatchObject({ port: 'command line', host: 'environment CENTRAL_HOST', helloMs: `${FILE}:4`, capacity: 'default' })
  })

  it('finds its file by the environment, too', () => {
    expect(readConfig({ argv: [], environment: { CENTRAL_CONFIG: FILE }, readFile: () => 'data = /d' })).toMatchObject({ ok: true, value: { settings: { data: '/d' } } })
  })

  it.each<[string, Parameters<typeof read>[0], RegExp]>([
    ['an unknown name, with its line', { file: 'port = 80\n\ncolour = red' }, /^CONFIG_INVALID \/etc\/central\.conf:3: colour is no setting/],
    ['a line that is none', { file: 'port 80' }, /central\.conf:1: a line is "name = value"/],
    ['a name set twice', { file: 'port = 80\nport = 81' }, /central\.conf:2: port was set above/],
    ['a wrong value, with its line', { file: '\nport = eighty' }, /central\.conf:2: port takes a whole number from 0 to 65535/],
    ['a wrong value of the environment, with its name', { environment: { CENTRAL_HELLO_MS: '-1' } }, /environment CENTRAL_HELLO_MS: hello-ms takes/],
    ['an unknown name of the environment', { environment: { CENTRAL_PROT: '80' } }, /CENTRAL_PROT is no setting/],
    ['a file that is not there', { argv: ['--data=/d', '--config=/nowhere'] }, /\/nowhere cannot be read: ENOENT/],
    ['a switch with a word', { file: 'demo = maybe' }, /demo takes true or false/],
    ['proxies by name', { file: 'trusted-proxies = 10.0.0.0/8, front' }, /trusted-proxies takes IP addresses/],
    ['a port in hexadecimal', { argv: ['--data=/d', '--port=0x50'] }, /port takes a whole number/],
  ])('refuses %s', (_name, from, expected) => { expect(refusal(from)).toMatch(expected) })

  it('prints itself as a file that says the same again', () => {
    const first = made({ argv: ['--data=/d', '--trusted-proxies=127.0.0.1,10.0.0.0/8', '--demo'], environment: { CENTRAL_PORT: '82' } })
    const printed = printConfig(first)
    expect(printed).toMatch(/^port = 82 +# environment CENTRAL_PORT$/m)
    expect(printed).toMatch(/^# tls-key = +# default$/m)
    expect(made({ file: printed, argv: [] }).settings).toEqual(first.settings)
  })

  it('prints itself as one JSON line', () => {
    const printed = JSON.parse(printConfig(made({ argv: ['--data=/d', '--json'] }))) as { settings: Record<string, { value: unknown; source: string }> }
    expect(printed.settings.data).toEqual({ value: '/d', source: 'command line' })
    expect(printed.settings['tls-key']).toEqual({ value: null, source: 'default' })
  })
})
