import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { readMailAddress } from '../mail/mail-address.ts'
import { isLoopback } from '../origins.ts'
import { StartProblem } from '../start-problem.ts'
import { words } from '../words.ts'

/** A company's own sign-in, for the mailboxes at its domains. */
export interface CompanySignInSettings {
  /** Mail domains in their ASCII form. Nobody elsewhere is ever signed in by this company. */
  readonly domains: readonly string[]
  /** How people call the company. */
  readonly company: string
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: string
  /** The issuer gives out only addresses of its own people and says so of none. */
  readonly trustsMail: boolean
  /** Origins beside the issuer's own that it names for its tokens and keys. */
  readonly origins: readonly string[]
}

const domain = z.string().transform((typed, context) => {
  const address = readMailAddress(`somebody@${typed}`)
  if (address) return address.domain
  context.addIssue(`${typed} is no mail domain`)
  return z.NEVER
})

/** An address that may be fetched: over TLS, or on this machine. */
const fetched = z.string().transform((typed, context) => {
  const url = URL.parse(typed)
  if (url && !url.username && !url.search && (url.protocol === 'https:' || isLoopback(url.hostname))) return url
  context.addIssue(`${typed} is no https address`)
  return z.NEVER
})

const setting = z
  .strictObject({
    domains: z.array(domain).min(1),
    company: z.string().trim().min(1).max(60),
    issuer: fetched,
    clientId: z.string().min(1),
    clientSecret: z.string().min(1).optional(),
    clientSecretFile: z.string().min(1).optional(),
    trustsMail: z.boolean().default(false),
    origins: z.array(fetched.transform(({ origin }) => origin)).default([]),
  })
  .refine(
    ({ clientSecret, clientSecretFile }) => (clientSecret === undefined) !== (clientSecretFile === undefined),
    'one of clientSecret and clientSecretFile is needed',
  )

const settings = z.array(setting).refine((all) => {
  const domains = all.flatMap((each) => each.domains)
  return new Set(domains).size === domains.length
}, 'a mail domain stands in two of them')

/** Reads `CONCORD_OIDC`: a JSON list, or the path of a file that holds one. Throws a StartProblem that says what is wrong. */
export function readCompanySignIns(typed: string | undefined): readonly CompanySignInSettings[] {
  if (!typed) return []
  try {
    const json = typed.trimStart().startsWith('[') ? typed : readFileSync(typed, 'utf8')
    return settings.parse(JSON.parse(json)).map(({ clientSecretFile, clientSecret, ...setting }) => ({
      ...setting,
      clientSecret: clientSecret ?? readFileSync(clientSecretFile ?? '', 'utf8').trim(),
    }))
  } catch (error) {
    throw new StartProblem(words.start.companySignInWrong(reasonOf(error)))
  }
}

/** The first thing that is wrong, without anything secret. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues
    return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim()
  }
  return error instanceof SyntaxError
    ? 'it is no JSON'
    : `${(error as NodeJS.ErrnoException).code ?? 'a file'} of a file`
}
