import { askPage } from '../sign-in/pages.ts'
import { words } from '../words.ts'

/** The session may have been ended elsewhere, or by time, since the page was looked at. */
export const signInFirst = () => askPage({ returnTo: '/account', reason: words.account.signInFirst, status: 401 })
