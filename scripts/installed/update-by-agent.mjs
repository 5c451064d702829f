/** An update as the installed machine gets it: signed, laid ready by the kiosk, installed by the elevated agent of the installed package, with systemd's part played by a script. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from '../steps.mjs'

export const OWN = '/var/lib/vaccination-kiosk-update'
const AGENT = '/opt/vaccination-kiosk/resources/update-agent'

/** `start` begins the kiosk in a process group of its own, `stop` ends that group and waits: what systemctl would do. */
function asService(folder, startKiosk) {
  const file = join(folder, 'service')
  const pid = join(folder, 'service.pid')
  writeFileSync(file, `#!/bin/bash
case "$1" in
  start) setsid ${startKiosk} --disable-gpu > ${folder}/service.log 2>&1 & echo $! > ${pid} ;;
  stop) [ -e ${folder}/again.deb ] || cp ${OWN}/before.deb ${folder}/again.deb; [ -s ${pid} ] || exit 0; kill -TERM -- "-$(cat ${pid})" 2>/dev/null; for _ in $(seq 100); do kill -0 -- "-$(cat ${pid})" 2>/dev/null || break; sleep 0.1; done; rm -f ${pid} ;;
esac
`)
  chmodSync(file, 0o755)
  return file
}

function layReady({ dataDir, etc, deb, version }) {
  const keys = generateKeyPairSync('ed25519')
  const bytes = readFileSync(deb)
  const manifest = Buffer.from(`version ${version}\napp-version ${version}\nfile after.deb\nbytes ${bytes.length}\nsha512 ${createHash('sha512').update(bytes).digest('hex')}\nrollout-percent 100\n`)
  writeFileSync(join(etc, 'update-key.pem'), keys.publicKey.export({ type: 'spki', format: 'pem' }))
  mkdirSync(join(dataDir, 'updates'), { recursive: true })
  copyFileSync(deb, join(dataDir, 'updates', 'after.deb'))
  writeFileSync(join(dataDir, 'updates', 'latest.txt'), manifest)
  writeFileSync(join(dataDir, 'updates', 'latest.txt.sig'), sign(null, manifest, keys.privateKey))
  writeFileSync(join(dataDir, 'updates', 'ready'), 'after.deb\n')
}

const listOf = (deb) => spawnSync('dpkg-deb', ['-c', deb], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 }).stdout.trim().split('\n').map((line) => { const [mode, owner, size, , , path] = line.split(/\s+/); return `${path?.endsWith('chrome-sandbox') ? '' : mode} ${owner} ${path?.endsWith('/') ? '' : size} ${path}` }).sort()

/** The agent made the installed package into one again, to go back to: the same files, of the same size, for the same people. The sandbox's helper has the mode that this kernel needs. */
export function wayBackFaults(original, again) {
  const [was, is] = [listOf(original), listOf(again)]
  return [...was.filter((line) => !is.includes(line)), ...is.filter((line) => !was.includes(line))]
}

/** Answers with what the agent wrote, when it ended well. The event loop goes on: the centre of the check lives in this process's children. */
export async function updateByAgent({ folder, dataDir, etc, after, version, startKiosk }) {
  layReady({ dataDir, etc, deb: after, version })
  mkdirSync(OWN, { recursive: true })
  const service = asService(folder, startKiosk)
  // As systemd starts it: no display, no home, nothing of whoever runs the check.
  const agent = spawn(AGENT, ['--now'], { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', UPDATE_AGENT_SERVICE: service, UPDATE_AGENT_HEALTH_S: '90', DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore' })
  const code = await new Promise((resolve) => { agent.on('exit', resolve) })
  spawnSync(service, ['stop'])
  const log = existsSync(join(OWN, 'log')) ? readFileSync(join(OWN, 'log'), 'utf8') : ''
  if (code !== 0) throw new Stop(`the update agent ended with ${code}\n${log.slice(-3_000)}`)
  return log
}
