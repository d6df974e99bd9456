/** Import fences: the dependency direction of the workspace, made mechanical. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'schema-is-a-leaf',
      comment: 'The schema knows no DOM, no Node, no React: server, editor, mail and exports all share it.',
      severity: 'error',
      from: { path: '^packages/schema/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(packages/blocks|apps)|/(react|react-dom|@tiptap)/' },
    },
    {
      name: 'schema-has-no-node',
      severity: 'error',
      from: { path: '^packages/schema/src', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'blocks-below-apps', severity: 'error', from: { path: '^packages/blocks' }, to: { path: '^apps' } },
    {
      name: 'apps-are-islands',
      severity: 'error',
      from: { path: '^apps/([^/]+)' },
      to: { path: '^apps', pathNot: '^apps/$1' },
    },
    {
      name: 'server-has-no-view',
      severity: 'error',
      from: { path: '^apps/sync-server' },
      to: { path: '^packages/blocks' },
    },
    {
      name: 'packages-by-index-only',
      severity: 'error',
      from: { path: '^(apps|test|packages/([^/]+))' },
      to: { path: '^packages/[^/]+/src/(?!index\\.ts|styles\\.css)', pathNot: '^packages/$2/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.tsbuild|node_modules)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}
