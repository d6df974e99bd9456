import type { JsonObject } from '../../json.ts'

export const sampleCampaign: JsonObject = {}
