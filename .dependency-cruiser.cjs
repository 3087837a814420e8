/**
 * Who may import whom (docs/architecture.md has the picture). A room may import itself and what its line names; anything
 * else of ours is an error. Type-only imports count too: a type that crosses a wall is a wall that is not there.
 * tests/lint/boundaries.test.ts runs this file against imports that must be refused.
 */

/** Tests, and the stories of the gallery: no part of what ships. */
const test = '[.](test|stories)[.]tsx?$';
const ours = '^(contract|models|preload|main|renderer|resources|tests)/';

/**
 * Rooms of the engine and what each may import, besides contract/, platform/ (which imports nothing of ours) and the
 * engine's own types: how it is made, and what a handler of calls looks like.
 */
const engineRooms = {
  platform: null,
  mime: [],
  db: [],
  sources: ['mime'],
  jobs: ['db', 'sources'],
  sync: ['sources', 'mime', 'db', 'jobs'],
  deciding: ['db'],
  suggestions: ['db', 'jobs', 'deciding'],
  trust: ['db', 'deciding', 'suggestions'],
  accounts: ['db', 'sources', 'sync', 'jobs', 'suggestions'],
  reading: ['db', 'sources', 'mime', 'search'],
  backtest: ['db', 'deciding', 'suggestions'],
  rules: ['db', 'deciding'],
  asking: ['db', 'deciding', 'inference', 'suggestions'],
  settings: ['db'],
  models: ['db'],
  search: ['db', 'suggestions'],
  statistics: ['db', 'deciding', 'asking'],
  people: ['db'],
  notices: ['db', 'people', 'settings', 'trust'],
  privacy: ['db', 'settings', 'sources'],
  backup: ['db'],
  export: ['db'],
  erase: ['db', 'accounts', 'backup'],
  imports: ['db', 'accounts'],
  health: ['db'],
  inference: [],
};

/** Every other room: its path, and the paths it may import besides itself. */
const rooms = {
  contract: { path: '^contract/', mayImport: [] },
  models: { path: '^models/', mayImport: ['^contract/'] },
  preload: { path: '^preload/', mayImport: ['^contract/names[.]ts$'] },
  shell: { path: '^main/shell/', mayImport: ['^contract/', '^main/engine/platform/'] },
  'engine-root': { path: '^main/engine/[^/]+$', mayImport: ['^contract/', '^main/engine/'] },
  inference: { path: '^main/inference/', mayImport: ['^contract/', '^models/', '^main/engine/platform/'] },
  cli: {
    path: '^main/cli/',
    mayImport: ['^contract/', '^models/', '^main/shell/', '^main/engine/'],
  },
  application: {
    path: '^main/[^/]+$',
    mayImport: [
      '^contract/',
      '^main/shell/',
      '^main/engine/(client|flags|options)[.]ts$',
      '^main/engine/rules/rules-file[.]ts$',
      '^main/engine/platform/',
    ],
  },
  app: {
    path: '^renderer/(app/|build/|[^/]+$)',
    mayImport: ['^contract/', '^renderer/', '^resources/locales/'],
  },
  gallery: { path: '^renderer/gallery/', mayImport: ['^contract/', '^renderer/', '^resources/locales/'] },
  features: { path: '^renderer/features/', mayImport: ['^contract/', '^renderer/(ui|lib)/'] },
  ui: { path: '^renderer/ui/', mayImport: ['^contract/', '^renderer/lib/'] },
  lib: { path: '^renderer/lib/', mayImport: ['^contract/', '^resources/locales/'] },
  resources: { path: '^resources/', mayImport: ['^contract/'] },
};

function roomRule(name, path, mayImport) {
  return {
    name: `room-${name}`,
    comment: `${name} may import only itself${mayImport.map((allowed) => `, ${allowed}`).join('')}`,
    severity: 'error',
    from: { path, pathNot: test },
    to: { path: ours, pathNot: [path, ...mayImport] },
  };
}

function engineRule([name, allowed]) {
  const shared =
    allowed === null ? [] : ['^contract/', '^main/engine/platform/', '^main/engine/(options|handlers)[.]ts$'];
  const others = (allowed ?? []).map((room) => `^main/engine/${room}/`);
  // The catalogue, what models need and how they are asked are told by the room outside the engine.
  const outside = name === 'models' || name === 'asking' ? ['^models/'] : [];
  return roomRule(`engine-${name}`, `^main/engine/${name}/`, [...shared, ...others, ...outside]);
}

const packageRules = [
  {
    name: 'sql-only-in-db',
    comment: 'SQL never leaves engine/db; the lock of the data folder is the one other user of SQLite',
    from: {
      path: ours,
      pathNot: ['^main/engine/db/', '^main/engine/platform/folder-lock[.]ts$', '^tests/', test],
    },
    to: { path: '(^|/)better-sqlite3(/|$)' },
  },
  {
    name: 'electron-only-in-its-adapter',
    comment: 'everything else must also run where Electron is not there',
    from: { path: ours, pathNot: ['^main/shell/electron/', '^preload/', '^tests/e2e/'] },
    to: { path: '(^|/)node_modules/electron/|^electron$' },
  },
  {
    name: 'renderer-without-node',
    comment: 'the window reaches the computer through the bridge alone',
    from: { path: '^renderer/', pathNot: [test, 'vite[.]config[.]ts$', '^renderer/build/'] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'contract-by-type',
    comment:
      'the window knows the shapes; the schemas that check them stay on the other side. What is named here has none',
    from: { path: '^renderer/', pathNot: test },
    to: {
      path: '^contract/',
      pathNot: '^contract/(assert-never|names|searched-words)[.]ts$',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'contract-without-node',
    comment: 'the contract runs on both sides',
    from: { path: '^contract/', pathNot: test },
    to: { dependencyTypes: ['core'] },
  },
];

const graphRules = [
  {
    name: 'no-circular',
    comment: 'a cycle has no order of reading; a type may point back',
    from: { path: ours },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-feature-to-feature',
    comment: 'features meet in renderer/app',
    from: { path: '^renderer/features/([^/]+)/' },
    to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
  },
  {
    name: 'no-product-to-test',
    comment: 'what ships does not lean on what tests it',
    from: { path: ours, pathNot: ['^tests/', test] },
    to: { path: ['^tests/', test] },
  },
  {
    name: 'no-product-to-gallery',
    comment: 'the gallery shows the components; nothing of it weighs on the window',
    from: { path: ours, pathNot: ['^renderer/gallery/', '^tests/', test] },
    to: { path: '^renderer/gallery/' },
  },
  {
    name: 'no-orphans',
    comment: 'a file that nothing imports and that imports nothing is left over',
    // What runs in the page is read as text.
    from: {
      orphan: true,
      path: ours,
      pathNot: [test, '[.]d[.]ts$', '^main/engine/db/migrations/', '^tests/e2e/in-page/'],
    },
    to: {},
  },
  {
    name: 'no-undeclared-package',
    comment: 'a package that package.json does not name may vanish',
    from: { path: ours },
    to: { pathNot: '^virtual:', dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
  },
];

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([name, { path, mayImport }]) => roomRule(name, path, mayImport)),
    ...Object.entries(engineRooms).map(engineRule),
    ...[...packageRules, ...graphRules].map((rule) => ({ severity: 'error', ...rule })),
    {
      name: 'no-unknown-room',
      comment: 'a new room of the engine gets its line in this file first',
      severity: 'error',
      from: {},
      to: { path: '^main/engine/[^/]+/', pathNot: `^main/engine/(${Object.keys(engineRooms).join('|')})/` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
