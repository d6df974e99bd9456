import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { blockKinds } from '@concord/schema'
import { describe, expect, it } from 'vitest'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)))
const code = files.filter((file) => /\.(ts|tsx|mjs|css)$/.test(file))

/** Data written out, where length is no sign of a second noun. */
const DATA = /(sample-plan|word-list|fixtures|regressions|compat)/

describe('the tree', () => {
  it('has no code file of more than 400 lines', () => {
    const long = code.filter((file) => !DATA.test(file) && read(file).split('\n').length > 400)
    expect(long).toEqual([])
  })

  it('names only paths that exist in its documents', () => {
    const documents = files.filter((file) => file.endsWith('.md'))
    const missing = documents.flatMap((document) => {
      const paths = [
        ...read(document).matchAll(
          /(?:`|\]\()((?:\.\/)?(?:apps|packages|test|scripts|docs|\.ci)(?:\/[\w.-]+)+)\/?(?:`|\))/g,
        ),
      ]
      return paths.map(([, path]) => path!).filter((path) => !existsSync(join(root, path)))
    })
    expect(documents).toContain('README.md')
    expect(missing).toEqual([])
  })

  it('never asks for a kind of block in shared code', () => {
    const shared = files.filter(
      (file) =>
        /^(packages\/schema\/src\/(block|plan-doc)|packages\/blocks\/src\/(kit|clipboard)|apps\/[^/]+\/src)\//.test(
          file,
        ) &&
        /\.tsx?$/.test(file) &&
        !/\.test\.tsx?$/.test(file),
    )
    const asks = new RegExp(
      `kind\\s*[!=]==?\\s*['"](${blockKinds.join('|')})['"]|case ['"](${blockKinds.join('|')})['"]`,
    )
    expect(shared.length).toBeGreaterThan(20)
    expect(shared.filter((file) => asks.test(read(file)))).toEqual([])
  })

  it('suppresses no type error and skips no test', () => {
    const offenders = code.filter(
      (file) =>
        file !== 'test/contract/tree.test.ts' &&
        /@ts-(ignore|expect-error|nocheck)|\b(it|test|describe)\.(skip|only|todo)\(/.test(read(file)),
    )
    expect(offenders).toEqual([])
  })
})

describe('schema and server', () => {
  it.each(['packages/schema/src/index.ts', 'apps/sync-server/src/index.ts'])(
    '%s loads in bare Node',
    (file) => {
      const program = `await import(${JSON.stringify(join(root, file))}); if (globalThis.document) throw new Error('a DOM')`
      expect(() =>
        execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, stdio: 'pipe' }),
      ).not.toThrow()
      // A process of its own loads everything anew: on a busy machine that takes longer than a test usually may.
    },
    60_000,
  )
})
