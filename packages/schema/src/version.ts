/** The schema version this build writes; an older editor than a plan's newest writer may read it but not write. */
export const SCHEMA_VERSION = 1

/** The version of the canonical content that is hashed and signed; it changes when a field is renamed. */
export const CANONICAL_VERSION = 1
