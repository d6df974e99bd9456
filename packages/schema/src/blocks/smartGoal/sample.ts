import type { JsonObject } from '../../json.ts'

export const sampleSmartGoal: JsonObject = {}
