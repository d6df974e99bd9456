import { domainToASCII } from 'node:url'
import { readMailAddress } from '../mail/mail-address.ts'
import { isPublicDomain } from '../mail/public-domains.ts'
import { shortNameOf } from '../plans/short-name.ts'
import type { Settings } from '../settings.ts'
import { StartProblem } from '../start-problem.ts'
import { withRecords } from '../store/sqlite/beside.ts'
import { words } from '../words.ts'
import { type Answer, readArguments } from './command.ts'
import { commandWords } from './words.ts'

const say = commandWords.userAdd
const LONGEST_NAME = 100

/** Lets a person sign in, with the company where its mail domain is not known yet. May be said again. */
export async function userAdd(args: readonly string[], read: () => Settings): Promise<Answer> {
  const { values, positionals } = readArguments('user add', args, {
    name: { type: 'string' },
    company: { type: 'string' },
    domain: { type: 'string', multiple: true },
  })
  const [typed, ...rest] = positionals
  if (typed === undefined || rest.length > 0) throw new StartProblem(say.mailNeeded)
  const address = readMailAddress(typed)
  if (!address) throw new StartProblem(words.signIn.mailWrong)
  const domain = companyDomain(typed.slice(typed.lastIndexOf('@') + 1), say.publicAddress)
  const moreDomains = (values.domain ?? []).map((each) => companyDomain(each, words.starting.domainPublic))
  const name = nameIn(values.name, say.nameNeeded)
  const company = values.company === undefined ? null : nameIn(values.company, say.companyNeeded(domain))

  const settings = read()
  const { admitted, domains } = await withRecords(settings.data, async (records) => {
    const admitted = await records.admitPerson({
      ...address,
      ...{ name, domain, moreDomains },
      company: company === null ? null : { name: company, shortName: shortNameOf(company) },
    })
    return { admitted, domains: 'person' in admitted ? await records.domainsOf(admitted.person.company.id) : [] }
  })
  if (admitted.outcome === 'companyNeeded') throw new StartProblem(say.companyNeeded(domain))
  if (admitted.outcome === 'domainTaken') throw new StartProblem(say.domainTaken(admitted.domain, admitted.company))
  const { outcome, person } = admitted
  const url = settings.url ?? `http://localhost:${settings.port}`
  const lines = [
    say[outcome](person.name, person.mail ?? address.mail, person.company.name),
    ...(domains.length > 0 ? [say.colleagues(domains.join(', '))] : []),
    ...(company !== null && company !== person.company.name ? [say.otherName(company, person.company.name)] : []),
    say.address(url),
  ]
  return { text: lines.join('\n'), isGood: true }
}

/** A mail domain that can be a company's. Letters of other alphabets are taken only as what they are. */
function companyDomain(typed: string, publicOne: (domain: string) => string): string {
  const plain = typed.trim().toLowerCase().replace(/^@/, '')
  const domain = readMailAddress(`name@${plain}`)?.domain
  if (!domain) throw new StartProblem(words.starting.domainWrong(typed))
  if (domain !== plain) throw new StartProblem(say.foreignLetters(plain, domainToASCII(plain)))
  if (isPublicDomain(domain)) throw new StartProblem(publicOne(domain))
  return domain
}

function nameIn(typed: string | undefined, missing: string): string {
  const name = typed?.replace(/\p{Cc}+/gu, ' ').trim() ?? ''
  if (name === '') throw new StartProblem(missing)
  if (name.length > LONGEST_NAME) throw new StartProblem(say.nameLong)
  return name
}
