import type { JsonObject } from '../../json.ts'

export const sampleVisionMission: JsonObject = {}
