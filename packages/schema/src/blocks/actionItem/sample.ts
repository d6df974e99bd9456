import type { JsonObject } from '../../json.ts'

export const sampleActionItem: JsonObject = {}
