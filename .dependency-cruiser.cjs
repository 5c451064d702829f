/** The direction table of src/README.md. test/architecture plants a violation of each rule and asserts that it is caught. */
const rooms = {
  base: [], domain: ['base'], contract: ['base', 'domain'], rpc: ['base', 'contract'], sync: ['base', 'contract', 'domain'],
  store: ['base', 'domain', 'contract', 'rpc', 'sync'], service: ['base', 'domain', 'contract'], main: ['base', 'contract', 'rpc', 'domain'], preload: ['base', 'contract', 'rpc'],
}
const faces = ['patient', 'reception', 'board', 'technician']
const only = (name, packages, places) => ({ name, severity: 'error', from: { pathNot: `^(${places}|test/|scripts/|[^/]+\\.ts$)` }, to: { path: `node_modules/(${packages})(/|$)` } })

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: 'css$' } },
    ...Object.entries(rooms).map(([room, may]) => ({ name: `room-${room}`, severity: 'error', from: { path: `^src/${room}/` }, to: { path: '^(src|renderer)/', pathNot: `^src/(${[room, ...may].join('|')})/` } })),
    { name: 'room-renderer', severity: 'error', from: { path: '^renderer/' }, to: { path: '^src/', pathNot: '^src/(base|domain|contract)/' } },
    ...faces.map((face) => ({ name: `face-${face}`, severity: 'error', from: { path: `^renderer/${face}/` }, to: { path: `^renderer/(${faces.filter((f) => f !== face).join('|')})/` } })),
    { name: 'pure-rooms', severity: 'error', from: { path: '^src/(base|domain|contract|rpc|sync)/' }, to: { dependencyTypes: ['core'] } },
    only('package-zod', 'zod', 'src/contract/'),
    only('package-sqlite', 'better-sqlite3', 'src/store/db/|src/store/repositories/|src/service/ledger/'),
    only('package-fastify', 'fastify', 'src/service/app|src/service/reply|src/service/routes/'),
    only('package-electron', 'electron', 'src/main/|src/preload/'),
    only('package-react', 'react|react-dom|react-i18next|i18next|es-hangul|qrcode|pretendard', 'renderer/'),
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: { path: 'node_modules' }, exclude: { path: 'test/architecture/planted' }, enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'] } },
}
