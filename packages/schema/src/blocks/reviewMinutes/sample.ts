import type { JsonObject } from '../../json.ts'

export const sampleReviewMinutes: JsonObject = {}
