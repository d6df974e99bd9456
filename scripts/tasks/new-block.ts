import { readKindName } from '../new-block/kind-name.ts'
import { scaffold } from '../new-block/scaffold.ts'
import { node, root, tool } from './steps.ts'

/** Says why nothing was made and ends the process. */
function refuse(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

const [typed = '', ...more] = process.argv.slice(2)
if (more.length > 0) refuse('Name one kind: npm run new-block riskLog')
const name = readKindName(typed)
if ('problem' in name) refuse(name.problem)
const made = scaffold(root, name)
if ('problem' in made) refuse(made.problem)

const formatted = await node([tool('@biomejs/biome/bin/biome'), 'check', '--write', '--log-level=error', ...made.files])
if (formatted !== 0) refuse('The files were written, but the formatter did not accept them.')

for (const file of made.files) console.log(file)
console.log(
  `\nThe kind ${name.kind} is in the insert menu. Write its fields in shape.ts first, then its rules and its view.`,
)
