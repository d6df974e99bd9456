/** A browser without JavaScript: keeps cookies, follows redirects, sends plain forms. */
export class FormBrowser {
  readonly #url: string
  readonly #cookies = new Map<string, string>()

  constructor(url: string) {
    this.#url = url
  }

  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get isSignedIn(): boolean {
    return this.#cookies.has('concord_session')
  }

  get(path: string, method: 'GET' | 'HEAD' = 'GET'): Promise<FormPage> {
    return this.#ask(path, { method })
  }

  post(path: string, form: Readonly<Record<string, string>>, headers: Record<string, string> = {}): Promise<FormPage> {
    return this.#ask(path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    })
  }

  async #ask(path: string, init: RequestInit): Promise<FormPage> {
    const headers = new Headers(init.headers)
    headers.set('accept', 'text/html')
    if (this.#cookies.size > 0) headers.set('cookie', this.cookies)
    const response = await fetch(new URL(path, this.#url), { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0\b/i.test(line)) this.#cookies.delete(pair.slice(0, at))
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const page = { status: response.status, location: response.headers.get('location'), html: await response.text() }
    return { ...page, headers: response.headers }
  }
}

export interface FormPage {
  readonly status: number
  /** Where a redirect leads. */
  readonly location: string | null
  readonly html: string
  readonly headers: Headers
}
