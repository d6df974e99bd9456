import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { KindName } from './kind-name.ts'
import { schemaFiles } from './schema-files.ts'
import { viewFiles } from './view-files.ts'

const schemaBlocks = 'packages/schema/src/blocks'
const views = 'packages/blocks/src'

/** A line that joins the new kind to a list all kinds stand in. */
interface Joint {
  readonly file: string
  readonly importLine: string
  /** What the list begins with, up to its opening brace. */
  readonly list: string
  readonly entry: string
}

const joints = ({ kind, pascal }: KindName): readonly Joint[] => [
  {
    file: `${schemaBlocks}/shapes.ts`,
    importLine: `import { ${kind}Shape } from './${kind}/shape.ts'`,
    list: 'export const shapes = {',
    entry: `${kind}: ${kind}Shape,`,
  },
  {
    file: `${schemaBlocks}/registry.ts`,
    importLine: `import { ${kind} } from './${kind}/definition.ts'`,
    list: 'export const registry = {',
    entry: `${kind},`,
  },
  {
    file: `${views}/registry.ts`,
    importLine: `import { ${pascal}View } from './${kind}/view.tsx'`,
    list: 'export const views = {',
    entry: `${kind}: ${pascal}View,`,
  },
  {
    file: `${views}/block-icons.ts`,
    importLine: "import { SquareDashed } from 'lucide-react'",
    list: 'export const blockIcons = {',
    entry: `${kind}: SquareDashed,`,
  },
]

/**
 * Writes the two folders of a new kind under `root` and joins them to the lists that hold every kind.
 * Everything is checked before the first byte is written; returns the files or the sentence that says why not.
 */
export function scaffold(root: string, name: KindName): { readonly files: readonly string[] } | { problem: string } {
  const folders = [`${schemaBlocks}/${name.kind}`, `${views}/${name.kind}`]
  for (const folder of folders)
    if (existsSync(join(root, folder))) return { problem: `There is already a folder ${folder}.` }

  const schemaVersion = /SCHEMA_VERSION = (\d+)/.exec(
    readFileSync(join(root, 'packages/schema/src/version.ts'), 'utf8'),
  )?.[1]
  if (!schemaVersion) return { problem: 'packages/schema/src/version.ts states no SCHEMA_VERSION.' }

  const files = new Map<string, string>()
  for (const [file, text] of Object.entries(schemaFiles(name, Number(schemaVersion))))
    files.set(`${schemaBlocks}/${name.kind}/${file}`, text)
  for (const [file, text] of Object.entries(viewFiles(name))) files.set(`${views}/${name.kind}/${file}`, text)
  for (const joint of joints(name)) {
    const source = readFileSync(join(root, joint.file), 'utf8')
    const joined = joinKind(source, joint)
    if (joined === null) return { problem: `${joint.file} has no '${joint.list}' to add the kind to.` }
    files.set(joint.file, joined)
  }

  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return { files: [...files.keys()] }
}

/** The source with the import and the entry added; null when the list is not there. The formatter sorts imports. */
function joinKind(source: string, { importLine, list, entry }: Joint): string | null {
  const start = source.indexOf(list)
  const end = start < 0 ? -1 : source.indexOf('\n}', start)
  if (end < 0) return null
  return `${importLine}\n${source.slice(0, end)}\n  ${entry}${source.slice(end)}`
}
