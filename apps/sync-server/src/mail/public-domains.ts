import providers from 'email-providers'

const publicDomains: ReadonlySet<string> = new Set(providers)

/** Whether anybody can have a mail address at a domain: such a domain belongs to no company. */
export const isPublicDomain = (domain: string): boolean => publicDomains.has(domain)
