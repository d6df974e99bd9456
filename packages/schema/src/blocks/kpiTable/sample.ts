import type { JsonObject } from '../../json.ts'

export const sampleKpiTable: JsonObject = {}
