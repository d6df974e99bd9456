import { QueryClient } from '@tanstack/react-query'

/** Answers of the API that parts of the page share. The browser's word on the network is not trusted: it is tried. */
export const queries = new QueryClient({ defaultOptions: { queries: { networkMode: 'always', retry: 2 } } })
