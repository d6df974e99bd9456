import type { JsonObject } from '../../json.ts'

export const sampleStrategy: JsonObject = {}
