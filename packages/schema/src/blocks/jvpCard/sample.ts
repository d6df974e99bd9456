import type { JsonObject } from '../../json.ts'

export const sampleJvpCard: JsonObject = {}
