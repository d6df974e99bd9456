import { visionWords } from '@concord/schema'

/** What the view of vision and mission says beside the words of its rules. */
export const visionViewWords = {
  kind: 'Vision and mission',
  vision: visionWords.vision,
  mission: visionWords.mission,
  visionText: 'Where do we want to be in ten years?',
  missionText: 'What will be true in five years, in numbers?',
  yearsAhead: (name: string) => `${name}, years ahead`,
  years: '–',
  ahead: 'years ahead',
  until: visionWords.until,
  ownVision: (company: string) => `What ${company} wants for itself`,
  ownText: 'Its own aim, even if unrelated',
  alignments: visionWords.alignments,
  alignment: 'aim',
  aimOf: (company: string) => `${company} wants`,
  joint: 'Together we',
  aim: 'What for?',
} as const
