import type { JsonObject } from '../../json.ts'

export const sampleRoster: JsonObject = {}
