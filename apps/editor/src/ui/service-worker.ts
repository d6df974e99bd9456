interface AddressPolicy {
  createScriptURL(address: string): string
}
interface TrustedTypes {
  createPolicy(name: string, rules: AddressPolicy): AddressPolicy
}

/** There is one script that may become a worker. */
const rules: AddressPolicy = { createScriptURL: () => '/sw.js' }

/** Starts the worker that keeps the editor's files for a reload without a network. */
export function startServiceWorker(): void {
  // Under Trusted Types an address of a script is taken from a named policy only.
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  const policy = trustedTypes?.createPolicy('concord-worker', rules) ?? rules
  void navigator.serviceWorker.register(policy.createScriptURL('')).catch(() => undefined)
}
