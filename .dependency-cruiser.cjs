/** The direction table of src/README.md. test/architecture plants a violation of each rule and asserts that it is caught; a rule without a plant fails. */
const rooms = {
  base: [],
  domain: ['base'],
  contract: ['base', 'domain'],
  rpc: ['base', 'contract'],
  sync: ['base', 'contract', 'domain'],
  store: ['base', 'domain', 'contract', 'rpc', 'sync'],
  service: ['base', 'domain', 'contract'],
  main: ['base', 'contract', 'rpc', 'domain'],
  preload: ['base', 'contract', 'rpc'],
}
const faces = ['patient', 'reception', 'board', 'technician', 'operator']

/** Packages and the places that alone may use them. What is in no row may be used nowhere in the product. */
const packages = {
  zod: ['zod', 'src/contract/'],
  sqlite: ['better-sqlite3', 'src/store/db/|src/store/repositories/|src/service/ledger/'],
  postgres: ['postgres', 'src/service/ledger/postgres/'],
  fastify: ['fastify|@fastify/static', 'src/service/app|src/service/reply|src/service/observe|src/service/routes/|src/service/http/'],
  underPressure: ['@fastify/under-pressure', 'src/service/http/'],
  prometheus: ['prom-client', 'src/service/metrics'],
  pino: ['pino', 'src/service/logging'],
  electron: ['electron', 'src/main/|src/preload/'],
  thermal: ['node-thermal-printer', 'src/main/printing/'],
  jose: ['jose', 'src/service/device-auth|src/store/service-client'],
  react: ['react|react-dom|react-i18next|i18next|es-hangul|qrcode|pretendard|@tanstack/react-virtual', 'renderer/'],
}
const known = Object.values(packages).map(([names]) => names).join('|')

const forbid = (name, from, to) => ({ name, severity: 'error', from, to })
const room = ([name, may]) =>
  forbid(`room-${name}`, { path: `^src/${name}/` }, { path: '^(src|renderer)/', pathNot: `^src/(${[name, ...may].join('|')})/` })
const face = (name) => {
  const others = faces.filter((other) => other !== name).join('|')
  return forbid(`face-${name}`, { path: `^renderer/${name}/` }, { path: `^renderer/(${others})/` })
}
const only = ([name, [names, places]]) =>
  forbid(`package-${name}`, { pathNot: `^(${places}|test/|scripts/|[^/]+\\.ts$)` }, { path: `node_modules/(${names})(/|$)` })

module.exports = {
  forbidden: [
    forbid('no-cycles', {}, { circular: true }),
    forbid('nothing-imports-tests', { pathNot: '^test/' }, { path: '^test/' }),
    forbid('product-imports-no-scripts', { path: '^(src|renderer)/' }, { path: '^scripts/' }),
    forbid('resolvable', {}, { couldNotResolve: true, pathNot: 'css$' }),
    ...Object.entries(rooms).map(room),
    forbid('room-renderer', { path: '^renderer/' }, { path: '^src/', pathNot: '^src/(base|domain|contract)/' }),
    ...faces.map(face),
    forbid('pure-rooms', { path: '^src/(base|domain|contract|rpc|sync)/' }, { dependencyTypes: ['core'] }),
    forbid('renderer-has-no-node', { path: '^renderer/' }, { dependencyTypes: ['core'] }),
    ...Object.entries(packages).map(only),
    forbid('package-unlisted', { path: '^(src|renderer)/' }, { path: 'node_modules/', pathNot: `node_modules/(${known})(/|$)` }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'test/architecture/planted' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'] },
  },
}
