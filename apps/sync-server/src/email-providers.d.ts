/** Domains at which anybody can have a mail address. */
declare module 'email-providers' {
  const domains: readonly string[]
  export default domains
}
